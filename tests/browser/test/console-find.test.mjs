// The console's box in the first minute: names, namesakes, nothing, and addresses that lead nowhere.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, host, program, url } from "../world.mjs";
import { consoleOf, find, isClean, looks, pictureOfConsole as picture } from "../console.mjs";

const told = (id, name, account) =>
  host("PUT", `/v1/accounts/${id}-co`, {
    signed_up_at: "2021-03-01T08:00:00Z",
    name: account,
    members: [{ id, email: `${id}@${id}-co.example`, name }],
  });

before(async () => {
  await program("clientjoy");
  await told("ana", "Ana Lima", "Acme Paper Mill");
  await told("bea", "Béatrice Limón", "Birch & Sons");
  await told("cy", "Cy Okafor", "Lima Beans");
  for (let n = 0; n < 30; n += 1) await told(`z${n}`, `Zoe Zuckermann ${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 26]}.`, "Zenith");
});
after(close);

test("a name leads to its account, several to a list, and no name or address stands in a URL", async () => {
  for (const [look, options] of Object.entries(looks)) {
    const page = await consoleOf("viewer", options);
    await find(page, "okafor");
    assert.ok(page.url().endsWith("/admin/accounts/cy-co"), page.url());
    await find(page, "limon");
    assert.ok(page.url().endsWith("/admin/accounts/bea-co"), page.url());
    await find(page, "LIM");
    assert.ok(page.url().endsWith("/admin/find"), page.url());
    for (const name of ["Ana Lima", "Béatrice Limón", "Lima Beans (cy-co)"]) await page.getByRole("link", { name }).waitFor();
    assert.equal(await page.getByRole("searchbox").inputValue(), "LIM");
    await isClean(page, `names${look}`);
    await picture(page, `names${look}`, { height: 560 });
    await page.getByRole("link", { name: "Ana Lima" }).click();
    await page.getByRole("heading", { name: "Acme Paper Mill" }).waitFor();
  }
});

test("many of one name come page by page, without JavaScript too", async () => {
  const page = await consoleOf("viewer", { javaScriptEnabled: false });
  await find(page, "zuck");
  const rows = page.locator(".hits li");
  assert.equal(await rows.count(), 25);
  assert.ok((await page.content()).length < 15_000);
  await page.getByRole("button", { name: "Show more" }).click();
  await page.waitForLoadState();
  assert.equal(await rows.count(), 5);
  assert.equal(await page.getByRole("button", { name: "Show more" }).count(), 0);
});

test("what is not there is said, with the box at hand", async () => {
  for (const [look, options] of Object.entries(looks)) {
    const page = await consoleOf("viewer", options);
    await find(page, "quirina");
    await page.getByText("Nothing here is called “quirina”.").waitFor();
    await isClean(page, `no such name${look}`);
    await page.goto(`${url}/admin/accounts/a%20b`);
    await page.getByRole("heading", { name: "Nothing here by that id" }).waitFor();
    await isClean(page, `no such id${look}`);
    await picture(page, `no-such-id${look}`, { height: 480 });
    await find(page, "ana lima");
    assert.ok(page.url().endsWith("/admin/accounts/ana-co"), page.url());
  }
});
