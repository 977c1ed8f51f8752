// <refer-and-earn> in a page of the host's, and the doors into it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { framed, inside, look, product, sessionToken, signed } from "../element.mjs";
import { axe, close, customer, open, pass, picture, program, settle, signup, url } from "../world.mjs";

before(() => program("clientjoy"));
after(close);

test("a host-signed token opens the element with no call of the API, and everything works in it", async () => {
  const ana = await customer();
  const { origin } = await framed(() => () => signed(ana));
  const { page, context, frame } = await look(origin);
  await frame.getByRole("button", { name: "Generate my link" }).click();
  await frame.locator("#url").waitFor();
  assert.match(await frame.locator("#url").inputValue(), /\/r\//);
  await frame.getByText("This is your link.").waitFor();
  await frame.getByText("QR code", { exact: true }).click();
  await frame.getByAltText("QR code of your link").evaluate((it) => it.decode());
  await frame.getByLabel("Your friends’ addresses").fill("Bo Kim <bo@framed.example>");
  await frame.getByText("Preview", { exact: true }).click();
  const preview = frame.frameLocator("#preview");
  await preview.getByText("Hi Bo,").first().waitFor();
  await frame.getByRole("button", { name: "Send invites" }).click();
  await frame.getByText("1 invite is on its way.").waitFor();
  assert.deepEqual(await axe(page), []);
  await picture(page, "element", { height: 1500 });
  // The token stands in no address, no cookie and no storage; its frame has none at all.
  const token = page.asked.map((it) => it.headers.authorization).find(Boolean).slice(7);
  assert.deepEqual(page.asked.filter((it) => it.url.includes(token)), []);
  assert.deepEqual(await context.cookies(), []);
  for (const it of page.frames().filter((it) => it.url().startsWith("http") && !it.url().includes("/preview"))) {
    assert.equal(await it.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])), "[{},{}]");
  }
  assert.deepEqual(page.wrong, []);
});

test("it is as high as what is in it, and nothing jumps while it comes", async () => {
  const ana = await customer();
  const { origin } = await framed(() => () => signed(ana), { attributes: 'height="1900"' });
  const { page, frame } = await look(origin, { viewport: { width: 900, height: 700 } });
  await frame.getByText("Questions and answers").waitFor();
  const heights = () => page.evaluate(() => document.querySelector("iframe").clientHeight);
  const framedPage = inside(page);
  await page.waitForFunction(() => document.querySelector("iframe").clientHeight !== 1900);
  assert.ok(Math.abs((await heights()) - (await framedPage.evaluate(() => document.documentElement.scrollHeight))) <= 1);
  assert.ok((await page.evaluate(() => window.shifts)) < 0.1);
  const before = await heights();
  await frame.getByRole("button", { name: "Generate my link" }).click();
  await frame.locator("#url").waitFor();
  await page.waitForFunction((before) => document.querySelector("iframe").clientHeight !== before, before);
});

test("only the origins that the program names may frame it, and nobody else can hand it a token", async () => {
  const ana = await customer();
  const { id } = await framed(() => () => signed(ana));
  const other = await product(id, () => signed(ana));
  const { page } = await look(other.origin);
  await page.waitForTimeout(1500);
  const refused = page.frames().find((it) => it.parentFrame());
  assert.doesNotMatch(await refused.content(), /Skip to content|Generate my link/);
  assert.equal(page.asked.some((it) => it.headers.authorization), false);
  const shell = await (await fetch(`${url}/portal/embed?program_id=${id}`)).text();
  assert.doesNotMatch(shell, new RegExp(ana.id));
  const policy = (await fetch(`${url}/portal/embed?program_id=clientjoy`)).headers.get("content-security-policy");
  assert.match(policy, /frame-ancestors 'none'/);
});

test("a token is renewed when 80 % of its life are over, without a word", async () => {
  const ana = await customer();
  const { origin, asked } = await framed(() => () => signed(ana, 10));
  const { page, frame } = await look(origin);
  await frame.getByText("Questions and answers").waitFor();
  const first = asked.length;
  await page.waitForFunction(() => true);
  const end = Date.now() + 15_000;
  while (asked.length === first && Date.now() < end) await page.waitForTimeout(250);
  assert.ok(asked.length > first, "no new token was asked for");
  assert.equal(await frame.getByText("Your session has ended").isVisible(), false);
});

test("an ended session says so in place, and its button asks the host for a new token first", async () => {
  const ana = await customer();
  let isSignedIn = true;
  const { origin } = await framed(() => async () => (isSignedIn ? signed(ana, 3600) : ""));
  const { page, frame } = await look(origin);
  await frame.getByRole("button", { name: "Generate my link" }).waitFor();
  isSignedIn = false;
  await pass("PT2H");
  await frame.getByRole("button", { name: "Generate my link" }).click();
  await frame.getByText("Your session has ended").waitFor();
  await frame.getByRole("button", { name: "Generate my link" }).waitFor();
  assert.deepEqual(await axe(page), []);
  await picture(page, "element-ended", { height: 700 });
  assert.ok((await page.evaluate(() => window.heard)).some(([name]) => name === "gw:error"));
  isSignedIn = true;
  await frame.getByRole("link", { name: "Load the page again" }).click();
  await frame.getByText("Your session has ended").waitFor({ state: "hidden" });
  await frame.getByRole("button", { name: "Generate my link" }).click();
  await frame.locator("#url").waitFor();
});

test("c19 the host's own bell hears of a reward", async () => {
  const ana = await customer();
  const { origin, id } = await framed((id) => () => sessionToken(ana, id));
  const { page, frame } = await look(origin);
  await frame.getByText("Questions and answers").waitFor();
  await page.waitForFunction(() => window.heard.some(([name]) => name === "gw:news"));
  await signup(ana, id);
  await page.waitForFunction(() => window.heard.some(([name]) => name === "gw:reward"), undefined, { timeout: 25_000 });
  const [, detail] = (await page.evaluate(() => window.heard)).find(([name]) => name === "gw:reward");
  assert.equal(detail.unread, 1);
  assert.match(detail.text, /you earned \$50/);
  await frame.locator("#balance", { hasText: "$50" }).waitFor();
});

test("the hosted page opens by a host-signed token too, which a form brings", async () => {
  const ana = await customer();
  const page = await (await (await open()).newContext()).newPage();
  const token = await signed(ana);
  await page.setContent(`<form method="post" action="${url}/portal/enter"><input type="hidden" name="token" value="${token}"><input type="hidden" name="program_id" value="clientjoy"><input type="hidden" name="return_url" value="https://app.example.com/x"><button>Refer and Earn</button></form>`);
  await page.getByRole("button").click();
  await page.waitForURL(`${url}/portal`);
  await page.getByRole("button", { name: "Generate my link" }).click();
  await page.locator("#url").waitFor();
  assert.equal(await page.getByRole("link", { name: /Back to/ }).getAttribute("href"), "https://app.example.com/x");
  const enter = (token) => fetch(`${url}/portal/enter`, { method: "POST", redirect: "manual", body: new URLSearchParams({ token }) });
  assert.equal((await enter("nonsense")).status, 401);
  assert.equal((await enter(await signed(ana, -120))).status, 401);
  assert.equal((await enter(await signed(ana, 60, { aud: "other" }))).status, 401);
  const forged = (await signed(ana)).replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  assert.equal((await enter(forged)).status, 401);
});

test("a theme is the program's own, in light, in dark, or as the system is", async () => {
  const ana = await customer();
  const theme = 'font = "Georgia, serif"\nradius = 2\n[page.light]\nbrand = "#7a2048"\n[page.dark]\nbrand = "#ffb3cf"\n';
  const { origin, id } = await framed((id) => () => sessionToken(ana, id), { more: theme });
  await settle();
  for (const colorScheme of ["light", "dark"]) {
    const { page, frame } = await look(origin, { colorScheme });
    const button = frame.getByRole("button", { name: "Generate my link" });
    await button.waitFor();
    const style = await button.evaluate((it) => [getComputedStyle(it).backgroundColor, getComputedStyle(it).borderRadius, getComputedStyle(it).fontFamily]);
    assert.deepEqual(style, [colorScheme === "light" ? "rgb(122, 32, 72)" : "rgb(255, 179, 207)", "2px", "Georgia, serif"]);
    assert.deepEqual(await axe(page), [], colorScheme);
    await picture(page, `theme-${colorScheme}`, { height: 900 });
  }
  const refused = await program(`${id}-faint`, (toml) => `${toml}\n[page.light]\nbrand = "#ff8800"\n`).catch((error) => String(error));
  assert.match(refused, /page\.light\.brand/);
  assert.match(refused, /#ff8800 is 2\.\d\d:1 on #f+, and text needs 4\.5:1: the nearest that passes is/);
});
