// What `cargo run` offers a newcomer: Acme, a host that has nothing but the public API, and its
// customers, walked by hand from link to bill. Every click is one that the pages offer.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startStack } from "../stack.mjs";
import { axe, close, open, overflow } from "../world.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
let stack;
before(async () => { stack = await startStack(process.env.LOCAL, root, ["--ephemeral", "--story"]); });
after(async () => { await close(); await stack?.stop(); });

// Somebody's browser, which notes whatever goes wrong in it.
async function somebody(options = {}) {
  const context = await (await open()).newContext({ viewport: { width: 960, height: 900 }, ...options });
  const page = await context.newPage();
  // A month of the stack's clock goes by while one waits.
  page.setDefaultTimeout(240_000);
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  await page.goto(`${stack.ready.url}/_local`);
  return page;
}

const click = (page, name) => page.getByRole("link", { name }).first().click();
const press = (page, name) => page.getByRole("button", { name }).first().click();
const says = (page, words) => page.getByText(words).first().waitFor();
const settle = () => fetch(`${stack.ready.url}/_local/settle`, { method: "POST" });
// A picture for docs/images/try, where they are asked for: as high as what is on the page.
async function picture(page, name) {
  if (!process.env.SCREENSHOTS) return;
  const { y, height } = await page.locator("main").boundingBox();
  const clip = { x: 0, y: 0, width: page.viewportSize().width, height: y + height };
  await page.screenshot({ path: join(root, "docs/images/try", `${name}.png`), clip, fullPage: true, animations: "disabled" });
}

test("a newcomer walks a referral from link to bill, through the host and nothing else", async () => {
  const ana = await somebody();
  await click(ana, "Open Ana’s Refer and Earn page");
  await press(ana, "Generate my link");
  const link = await ana.locator("#url").inputValue();

  const bo = await somebody();
  await bo.goto(link);
  await says(bo, "Referred: yes, by a link");
  const cookies = await bo.context().cookies();
  const kept = cookies.find(({ name }) => name === "gw_ref");
  assert.ok(kept.httpOnly && kept.secure, JSON.stringify(kept));
  assert.equal(kept.sameSite, "Lax");
  assert.equal(kept.path, "/");

  // He looks around, and signs up later: the address has nothing on it any more.
  await click(bo, "Acme");
  await click(bo, "Somebody new: sign up");
  assert.equal(new URL(bo.url()).search, "");
  await says(bo, "Referred: yes, by a link");
  assert.deepEqual(await axe(bo), []);
  await press(bo, "Create my account");
  await says(bo, "Referred by Ana Lima");
  await picture(bo, "welcome");
  assert.ok(!(await bo.context().cookies()).some(({ name }) => name === "gw_ref"), "who signs up next is somebody else");

  await settle();
  await ana.reload();
  await says(ana, "$50");
  await press(ana, "Use my credit");
  await settle();
  await ana.goto(`${stack.ready.url}/_local`);
  await press(ana, "Let a month go by");
  await click(ana, "See the bills");
  await says(ana, "Referral credit");
  await says(ana, "-$50.00");
  await says(ana, "$29.00");
  assert.deepEqual(await axe(ana), []);
  await picture(ana, "bill");
  await ana.goto(`${stack.ready.url}/_local`);
  assert.equal(await ana.locator(".steps").first().locator("li.done").count(), 5);
  assert.deepEqual([...ana.wrong, ...bo.wrong], []);
});

test("the same without JavaScript, on a phone, by a link that comes after another", async () => {
  const phone = { viewport: { width: 320, height: 640 }, javaScriptEnabled: false };
  const cy = await somebody(phone);
  await cy.goto(`${stack.ready.url}/_local/host`);
  await click(cy, "Ana Lima");
  const link = await cy.locator("#link").inputValue();

  const fay = await somebody(phone);
  await fay.goto(`${link}?c=wa`);
  const first = (await fay.context().cookies()).find(({ name }) => name === "gw_ref").value;
  await fetch(`${stack.ready.url}/_local/clock`, { method: "POST", headers: { "content-type": "application/json" }, body: '{"advance":"PT1H"}' });
  await fay.goto(link);
  const both = (await fay.context().cookies()).find(({ name }) => name === "gw_ref").value.split("..");
  assert.equal(both.length, 2);
  assert.equal(both[0], first);
  assert.ok((await overflow(fay)) <= 0);
  await press(fay, "Create my account");
  await says(fay, "Referred by Ana Lima");
  assert.ok((await overflow(fay)) <= 0);

  await click(fay, "Choose a plan");
  await press(fay, "Pay now");
  await says(fay, "You pay for Acme now");
  await click(fay, "Bills");
  await says(fay, "$79.00");
  assert.ok((await overflow(fay)) <= 0);
});

test("who comes by no link is told so, and earns nobody anything", async () => {
  const gus = await somebody();
  await gus.goto(`${stack.ready.url}/_local/host/signup`);
  await says(gus, "Referred: no");
  await press(gus, "Create my account");
  await says(gus, "Not referred");
});
