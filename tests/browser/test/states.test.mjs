// Every state of the page that is not the ordinary one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, close, customer, host, nextMinute, overflow, pass, picture, program, session, url, visit } from "../world.mjs";

before(async () => {
  await program("clientjoy");
  await program("contactually");
});
after(close);

const status = (word) => (toml) => toml.replace('status = "active"', `status = "${word}"`);

test("k3 whoever does not pay reads why nothing is earned, and where to upgrade", async () => {
  const page = await visit(await customer(), "contactually");
  await page.getByText("Only paying customers earn credit, and your account is not").waitFor();
  assert.match(await page.getByRole("link", { name: "Upgrade my plan" }).getAttribute("href"), /^https:/);
  assert.deepEqual(await axe(page), []);
  await picture(page, "not-eligible", { height: 640 });
});

test("e4 a program that is paused or has ended says so, and promises nothing", async () => {
  for (const word of ["paused", "ended"]) {
    await program(`clientjoy-${word}`, status(word));
    const page = await visit(await customer(), `clientjoy-${word}`);
    await page.getByText(word === "paused" ? "The program is paused" : "The program has ended").first().waitFor();
    assert.equal(await page.getByRole("button", { name: "Generate my link" }).count(), 0);
    assert.deepEqual(await axe(page), []);
    await picture(page, word, { height: 560 });
  }
});

test("whoever we do not know yet has an empty page that says so", async () => {
  const page = await visit({ id: "nobody", account: "nobody-co" }, "clientjoy");
  await page.getByText("We do not know your account yet").waitFor();
  assert.deepEqual(await axe(page), []);
});

test("a session that has ended leads back to the product, in the page that is open too", async () => {
  const ana = await customer();
  const page = await visit(ana, "clientjoy");
  await pass("PT61M");
  const answer = await page.reload();
  assert.equal(answer.status(), 401);
  await page.getByRole("heading", { name: "Your session has ended" }).waitFor();
  assert.equal(await page.getByRole("link", { name: /^Back to/ }).getAttribute("href"), "https://app.example.com/settings");
  assert.deepEqual(await axe(page), []);
  await picture(page, "session-ended", { fullPage: false, height: 400 });
  await page.goto(await session(ana, "clientjoy"));
  await page.waitForURL(`${url}/portal`);
});

test("the link into the page works once, within a minute, and a second click of the same browser is no trouble", async () => {
  const ana = await customer();
  const page = await visit(ana, "clientjoy");
  await page.goto(page.entry);
  await page.waitForURL(`${url}/portal`);
  const other = await (await page.context().browser().newContext()).newPage();
  assert.equal((await other.goto(page.entry)).status(), 410);
  await other.getByRole("heading", { name: "This link was used already" }).waitFor();
  assert.deepEqual(await axe(other), []);
  await picture(other, "link-used", { fullPage: false, height: 400 });
  const late = await session(ana, "clientjoy");
  await pass("PT61S");
  assert.equal((await other.goto(late)).status(), 410);
  assert.equal((await other.goto(`${url}/portal/enter/forged.mac`)).status(), 410);
  assert.equal((await other.goto(`${url}/portal`)).status(), 401);
});

test("a form of another site does nothing", async () => {
  const ana = await customer();
  const page = await visit(ana, "clientjoy");
  for (const origin of ["https://evil.example", "null"]) {
    const answer = await page.request.post(`${url}/portal/link`, { headers: { origin }, maxRedirects: 0 });
    assert.equal(answer.status(), 403, origin);
  }
  await page.reload();
  await page.getByRole("button", { name: "Generate my link" }).waitFor();
});

test("offline is said, and what is there stays", async () => {
  const page = await visit(await customer(), "clientjoy");
  await page.context().setOffline(true);
  await page.locator("#offline", { hasText: "You are offline" }).waitFor();
  await page.getByRole("button", { name: "Generate my link" }).waitFor();
  await picture(page, "offline", { fullPage: false, height: 400 });
});

test("one call too many is answered in words, with the time to come back", async () => {
  const page = await visit(await customer(), "clientjoy");
  await nextMinute();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const answers = await Promise.all(
    Array.from({ length: 160 }, () => fetch(`${url}/portal/news`, { headers: { cookie } })),
  );
  const refused = answers.find(({ status }) => status === 429);
  assert.ok(refused, "none of 160 calls was refused");
  assert.ok(Number(refused.headers.get("retry-after")) > 0);
  // Other processes of the function may still have calls to give: what one of them said is shown.
  const { "content-type": type, "content-security-policy": policy } = Object.fromEntries(refused.headers);
  const body = await refused.text();
  await page.route("**/portal", (route) => route.fulfill({ status: 429, headers: { "content-type": type, "content-security-policy": policy }, body }));
  assert.equal((await page.reload()).status(), 429);
  await page.getByRole("heading", { name: "One moment, please" }).waitFor();
  assert.deepEqual(await axe(page), []);
  await picture(page, "too-often", { fullPage: false, height: 400 });
});

test("a printed page has what matters", async () => {
  const page = await visit(await customer(), "clientjoy");
  await page.getByRole("button", { name: "Generate my link" }).click();
  await page.locator("#url").waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#copy").isVisible(), false);
  assert.equal(await page.locator("#url").isVisible(), true);
  assert.ok((await overflow(page)) <= 0);
});

test("a program that counts invites only has no link", async () => {
  const page = await visit(await customer(), "contactually");
  assert.equal(await page.locator("#link").count(), 0);
  await host("GET", "/v1/admin/programs");
});
