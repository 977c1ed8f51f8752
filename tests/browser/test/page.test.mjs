// The page as the referrer uses it (C8 to C11, C15, C16, C19, C20).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, close, customer, overflow, picture, program, settle, signup, url, visit } from "../world.mjs";

before(() => program("clientjoy"));
after(close);

const link = (page) => page.locator("#url").inputValue();
const enrol = (page) => page.getByRole("button", { name: "Generate my link" }).click();

test("c8 c9 c10 one button makes the link, and pressing it again gives the same", async () => {
  const ana = await customer();
  const page = await visit(ana, "clientjoy");
  await picture(page, "new", { height: 720 });
  assert.deepEqual(await axe(page), []);
  await enrol(page);
  assert.match(await link(page), new RegExp(`^${url}/r/[a-z0-9]+$`));
  await page.getByText("This is your link.").waitFor();
  const first = await link(page);
  await page.reload();
  assert.equal(await link(page), first);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(page.wrong, []);
  await picture(page, "enrolled");
});

test("c10 copy gives exactly the link, and says so", async () => {
  const ana = await customer();
  const page = await visit(ana, "clientjoy", { permissions: ["clipboard-read", "clipboard-write"] });
  await enrol(page);
  await page.getByRole("button", { name: "Copy" }).click();
  await page.locator("#copied", { hasText: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await link(page));
  await picture(page, "copied", { fullPage: false, height: 560 });
});

test("c10 where the clipboard is denied the old command copies, and where that fails too the link is selected", async () => {
  const ana = await customer();
  const page = await visit(ana, "clientjoy");
  await enrol(page);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
    document.execCommand = (what) => { window.commanded = what; return true; };
  });
  await page.getByRole("button", { name: "Copy" }).click();
  await page.locator("#copied", { hasText: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => window.commanded), "copy");
  assert.equal(await page.locator("#copy").textContent(), "Copy");
  await page.evaluate(() => { document.execCommand = () => false; });
  await page.getByRole("button", { name: "Copy" }).click();
  await page.locator("#copied", { hasText: "Press Ctrl+C" }).waitFor();
  assert.equal(await page.evaluate(() => getSelection().toString()), await link(page));
});

test("c15 networks are plain links that open a new tab, each with its channel", async () => {
  const page = await visit(await customer(), "clientjoy");
  await enrol(page);
  const networks = page.locator(".networks a");
  assert.ok((await networks.count()) >= 4);
  for (const network of await networks.all()) {
    assert.equal(await network.getAttribute("target"), "_blank");
    assert.match(await network.getAttribute("rel"), /noopener/);
    assert.match(decodeURIComponent(await network.getAttribute("href")), /[?&]c=/);
  }
});

test("the QR code is a picture of our own", async () => {
  const page = await visit(await customer(), "clientjoy");
  await enrol(page);
  await page.getByText("QR code", { exact: true }).click();
  const image = page.getByAltText("QR code of your link");
  await image.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector(".qr").naturalWidth > 0);
});

test("c19 c20 a friend signs up: within 20 seconds the page says so, and shows the credit", async () => {
  const ana = await customer();
  const page = await visit(ana, "clientjoy");
  await enrol(page);
  await page.getByText("No credit yet").waitFor();
  await page.waitForResponse((answer) => answer.url().endsWith("/portal/news"));
  await signup(ana, "clientjoy");
  await page.locator(".toast", { hasText: "Bo K. signed up: you earned $50" }).waitFor({ timeout: 20_000 });
  await page.locator("#balance", { hasText: "$50" }).waitFor();
  await page.locator("#friends", { hasText: "Bo K." }).waitFor();
  await page.locator(".bell", { hasText: "1 new" }).waitFor();
  await picture(page, "earned");
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(page.wrong, []);
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await page.waitForURL(/#news/);
  assert.equal(await page.locator(".bell b").count(), 0);
});

test("c20 k13 why a friend stands so is told with its day, its rule and what would change it", async () => {
  await program("contactually");
  const [ana, eve] = [await customer(), await customer("Eve Lin")];
  await signup(ana, "clientjoy");
  const page = await visit(ana, "clientjoy");
  const why = page.locator("#friends tr", { hasText: "Bo K." });
  await why.getByText("Why?").click();
  await why.getByText("Bo K. signed up on 25 May 2022, and your $50 is yours to use.").waitFor();
  await why.getByText("It pays our bills only").waitFor();
  await why.getByText("The program promised $50").waitFor();
  assert.match(await why.innerText(), /Since:?\s*25 May 2022/);
  assert.match(await why.innerText(), /Decided by:?\s*asking for the credit/);
  assert.deepEqual(await axe(page), []);
  await picture(page, "why", { height: 1900 });
  await program("clientjoy-paid", (toml) => toml.replace('trigger = "signup"', 'trigger = "first_payment"'));
  await signup(eve, "clientjoy-paid");
  const waiting = await visit(eve, "clientjoy-paid");
  const row = waiting.locator("#friends tr", { hasText: "Bo K." });
  await row.getByText("Why?").click();
  assert.match(await row.innerText(), /The payment has to come by 25 May 2023\./);
  assert.match(await row.innerText(), /Next date/);
  assert.match(await row.innerText(), /Decided by:?\s*what the friend has to do/);
});

test("c23 the participant uses the credit with one button", async () => {
  const ana = await customer();
  const page = await visit(ana, "clientjoy");
  await enrol(page);
  await signup(ana, "clientjoy");
  await page.reload();
  await page.getByRole("button", { name: "Use my credit" }).click();
  await page.getByText("Done. It comes off your next bill.").waitFor();
  await settle();
  await page.reload();
  assert.equal(await page.getByRole("button", { name: "Use my credit" }).count(), 0);
});

test("everything works without JavaScript", async () => {
  const ana = await customer();
  const page = await visit(ana, "clientjoy", { javaScriptEnabled: false });
  await enrol(page);
  assert.match(await link(page), /\/r\//);
  assert.equal(await page.locator("#copy").isVisible(), false);
  await signup(ana, "clientjoy");
  await page.reload();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  assert.equal(await page.locator(".bell b").count(), 0);
  await picture(page, "no-script");
});

test("a phone, a dark room, large text and forced colours change nothing", async () => {
  const ana = await customer();
  await signup(ana, "clientjoy");
  const looks = {
    "phone": { viewport: { width: 320, height: 640 } },
    "dark": { colorScheme: "dark" },
    "phone-dark": { viewport: { width: 320, height: 640 }, colorScheme: "dark" },
    "wide": { viewport: { width: 1920, height: 1080 } },
    "forced-colours": { forcedColors: "active" },
  };
  for (const [name, options] of Object.entries(looks)) {
    const page = await visit(ana, "clientjoy", options);
    assert.ok((await overflow(page)) <= 0, `${name} is too wide`);
    assert.deepEqual(await axe(page), [], name);
    await picture(page, name, { height: options.viewport?.width === 320 ? 1500 : 960 });
  }
  const page = await visit(ana, "clientjoy");
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  assert.ok((await overflow(page)) <= 0, "200 % text is too wide");
  await picture(page, "large-text");
});

test("the keyboard reaches everything, in order, and what has the focus is seen", async () => {
  const page = await visit(await customer(), "clientjoy");
  await enrol(page);
  const reached = [];
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const it = document.activeElement;
      const style = getComputedStyle(it);
      return { isNothing: it === document.body, id: it.id || it.textContent.trim().slice(0, 30), seen: style.outlineStyle !== "none" };
    });
    if (at.isNothing) continue;
    reached.push(at.id);
    assert.ok(at.seen, `${at.id} does not show its focus`);
  }
  for (const id of ["url", "copy"]) assert.ok(reached.includes(id), `${id} is not reached: ${reached}`);
  assert.ok(reached.includes("Skip to content"));
});

test("touch targets are at least 24 px, and the buttons 44", async () => {
  const page = await visit(await customer(), "clientjoy", { viewport: { width: 320, height: 640 }, hasTouch: true });
  await enrol(page);
  for (const target of await page.locator("button:visible, .button:visible").all()) {
    const box = await target.boundingBox();
    assert.ok(box.height >= 44, `${await target.textContent()}: ${box.height}`);
  }
});

test("no third party is asked, and the page is light", async () => {
  const ana = await customer();
  await signup(ana, "clientjoy");
  const page = await visit(ana, "clientjoy");
  await page.waitForLoadState("networkidle");
  assert.deepEqual(page.asked.filter((asked) => !asked.startsWith(url)), []);
  const weigh = async (path) => (await (await page.request.get(path)).body()).length;
  const html = await weigh(`${url}/portal`);
  const css = await weigh(new URL(await page.locator("link[rel=stylesheet]").getAttribute("href"), url).href);
  const js = await weigh(new URL(await page.locator("script").getAttribute("src"), url).href);
  console.log(`    ${html} bytes of HTML, ${css} of CSS, ${js} of JavaScript`);
  assert.ok(html < 15_000 && css < 10_000 && js < 6_000);
});
