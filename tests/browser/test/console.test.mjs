// The console as staff use it: search, timeline, reply, review, credit, redrive; hostile names.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, customer, overflow, program, settle, signup, url } from "../world.mjs";
import { consoleOf, find, isClean, pictureOfConsole as picture } from "../console.mjs";

before(() => program("clientjoy"));
after(close);

// Ana referred Bo, and both have $50.
const story = async (friend = "Bo Kim") => {
  const ana = await customer();
  await signup(ana, "clientjoy", friend);
  return ana;
};

const referral = async (page, of) => {
  await page.goto(`${url}/admin/accounts/${of.account}`);
  await page.locator("#friends + table a, section[aria-labelledby=friends] td a").first().click();
  await page.getByRole("heading", { name: "Timeline" }).waitFor();
};

test("staff find the customer by what they have at hand, and answer with one press", async () => {
  const ana = await story();
  const page = await consoleOf("support", { permissions: ["clipboard-read", "clipboard-write"] });
  await isClean(page, "start");
  await picture(page, "start", { height: 760 });
  await find(page, `${ana.id}@${ana.id}.example`);
  assert.ok(page.url().endsWith(`/admin/accounts/${ana.account}`), page.url());
  assert.doesNotMatch(page.url(), /@|%40/);
  await isClean(page, "account");
  await picture(page, "account", { height: 1500 });
  await referral(page, ana);
  await isClean(page, "referral");
  await picture(page, "referral", { height: 1900 });
  await page.getByRole("button", { name: "Copy reply" }).first().click();
  await page.getByText("Copied").waitFor();
  const reply = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(reply, /^Hello Ana,/);
  assert.equal(reply, await page.locator("textarea").first().inputValue());
});

test("what is not found says what to look for instead", async () => {
  const page = await consoleOf("viewer");
  await find(page, "in_1Nabc");
  await page.getByText("look for its customer").waitFor();
  await isClean(page, "nothing found");
  await picture(page, "nothing-found", { height: 480 });
});

test("credit is shown before and after, and given once", async () => {
  const ana = await story();
  const page = await consoleOf("manager");
  await page.goto(`${url}/admin/accounts/${ana.account}`);
  await page.getByText("Give or take credit").click();
  await page.getByLabel("Amount").fill("25");
  await page.getByLabel("Why, for whoever looks later").fill("ticket 7");
  await page.getByRole("button", { name: "Show before and after" }).click();
  await page.getByRole("heading", { name: "Give $25?" }).waitFor();
  await page.getByRole("cell", { name: "$75" }).waitFor();
  await isClean(page, "before and after");
  await picture(page, "credit", { height: 1100 });
  await page.getByRole("button", { name: "Give $25" }).click();
  await page.getByText("Done. The account is told.").waitFor();
  await page.goBack();
  await page.getByRole("button", { name: "Give $25" }).click();
  await page.getByText("Done. The account is told.").waitFor();
  await settle();
  await page.goto(`${url}/admin/accounts/${ana.account}`);
  await page.getByRole("cell", { name: "$75", exact: true }).first().waitFor();
  assert.equal(await page.getByRole("cell", { name: "$100", exact: true }).count(), 0);
  await page.goto(`${url}/admin/audit`);
  await page.getByRole("cell", { name: "ticket 7" }).first().waitFor();
  await isClean(page, "audit");
  await picture(page, "audit", { height: 700 });
});

test("a review is decided by keyboard alone, and a viewer has no button for it", async () => {
  const ana = await customer();
  await program("clientjoy-manual", (toml) => `${toml}\n[review]\napproval = "manual"\n`);
  await signup(ana, "clientjoy-manual", "Cy Okafor");
  const viewer = await consoleOf("viewer");
  await viewer.goto(`${url}/admin/reviews`);
  await viewer.getByText("rewards are approved by hand").first().waitFor();
  assert.equal(await viewer.getByRole("button", { name: "Approve" }).count(), 0);
  const page = await consoleOf("support");
  await page.goto(`${url}/admin/reviews`);
  await isClean(page, "reviews");
  await picture(page, "reviews", { height: 760 });
  await page.keyboard.press("j");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("checked by phone");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Approved. Its credit goes on.").waitFor();
  await page.getByText("Nothing waits.").waitFor();
});

test("a dead letter says what it means, and is sent back", async () => {
  await fetch(`${url}/_local/queues/local-PostCreditsQueue`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ body: '{"detail-type":"credit.available","source":"goodword"}' }),
  });
  await settle();
  const page = await consoleOf("support");
  await page.getByRole("link", { name: /open dead letter/ }).click();
  await isClean(page, "dead letters");
  await picture(page, "dead-letters", { height: 560 });
  await page.getByRole("link", { name: "post-credits" }).first().click();
  await page.getByText("A credit is not on the Stripe balance yet.").waitFor();
  await isClean(page, "dead letter");
  await picture(page, "dead-letter", { height: 760 });
  await page.getByRole("button", { name: "Send it back" }).click();
  await page.getByText("Sent back to where it failed.").waitFor();
});

test("mail health shows both circuits", async () => {
  const page = await consoleOf("viewer");
  await page.getByRole("link", { name: "Mail", exact: true }).click();
  await page.getByRole("heading", { name: /Invites to friends/ }).waitFor();
  await isClean(page, "mail");
  await picture(page, "mail", { height: 760 });
});

test("f55 s18 hostile names stay in their box", async () => {
  const names = [
    "<script>document.title='pwned'</script>",
    "\"><img src=x onerror=document.title='pwned'>",
    "{{7*7}} ${7*7}",
    "👩‍👩‍👧‍👦 O’Neill",
    "محمد بن عبد الله",
    "W".repeat(200),
  ];
  for (const name of names) {
    const ana = await customer(name);
    await signup(ana, "clientjoy", name);
    const page = await consoleOf("manager", { viewport: { width: 320, height: 640 } });
    await page.goto(`${url}/admin/accounts/${ana.account}`);
    await isClean(page, `account of ${name}`);
    await referral(page, ana);
    await isClean(page, `referral of ${name}`);
    assert.doesNotMatch(await page.title(), /pwned/);
    assert.equal(await page.locator("main script, main img").count(), 0);
    await find(page, name);
    assert.doesNotMatch(await page.title(), /pwned/);
    await isClean(page, `search for ${name}`);
  }
});

test("everything works without JavaScript", async () => {
  const ana = await story();
  const page = await consoleOf("manager", { javaScriptEnabled: false });
  await find(page, ana.account);
  await referral(page, ana);
  assert.equal(await page.getByRole("button", { name: "Copy reply" }).count(), 0);
  assert.match(await page.locator("textarea").first().inputValue(), /^Hello Ana,/);
  await page.getByText("Reverse…").first().click();
  await page.locator("#why-reverse-referrer").fill("ticket 8");
  await page.getByRole("button", { name: "Reverse" }).first().click();
  await page.getByText("Reversed. Its earner is told.").waitFor();
});

test("a phone, a dark room, a wide screen, large text and forced colours change nothing", async () => {
  const ana = await story();
  const looks = {
    "phone": { viewport: { width: 320, height: 640 } },
    "phone-dark": { viewport: { width: 320, height: 640 }, colorScheme: "dark" },
    "dark": { colorScheme: "dark" },
    "wide": { viewport: { width: 1920, height: 1080 } },
    "forced-colours": { forcedColors: "active" },
  };
  for (const [name, options] of Object.entries(looks)) {
    const page = await consoleOf("manager", options);
    for (const path of ["", "/reviews", "/funnel", "/mail", "/audit", "/dead-letters", `/accounts/${ana.account}`]) {
      await page.goto(`${url}/admin${path}`);
      await isClean(page, `${name} ${path}`);
    }
    await referral(page, ana);
    await isClean(page, `${name} referral`);
    await picture(page, name, { height: options.viewport?.width === 320 ? 2200 : 1500 });
  }
  const page = await consoleOf("manager");
  await referral(page, ana);
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  assert.ok((await overflow(page)) <= 0, "200 % text is too wide");
});

test("the keyboard reaches everything, and what has the focus is seen", async () => {
  const ana = await story();
  const page = await consoleOf("manager");
  await referral(page, ana);
  const reached = new Set();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const it = document.activeElement;
      return { isNothing: it === document.body, id: it.id || it.textContent.trim().slice(0, 20), seen: getComputedStyle(it).outlineStyle !== "none" };
    });
    if (at.isNothing) continue;
    reached.add(at.id);
    assert.ok(at.seen, `${at.id} does not show its focus`);
  }
  for (const id of ["q", "Skip to content", "Find", "reply-referrer", "Copy reply", "Reverse…"]) assert.ok(reached.has(id), `${id} is not reached: ${[...reached]}`);
});

test("no third party is asked, and every page is light", async () => {
  const ana = await story();
  const page = await consoleOf("manager");
  const pages = ["", "/reviews", "/funnel", "/mail", "/audit", "/dead-letters", `/accounts/${ana.account}`];
  for (const path of pages) await page.goto(`${url}/admin${path}`, { waitUntil: "networkidle" });
  await referral(page, ana);
  assert.deepEqual(page.asked.filter((asked) => !asked.startsWith(url) && !asked.startsWith("data:")), []);
  const weigh = async (path) => (await (await page.request.get(path)).body()).length;
  for (const path of [...pages.map((path) => `/admin${path}`), new URL(page.url()).pathname]) {
    const bytes = await weigh(url + path);
    console.log(`    ${bytes} bytes of HTML: ${path}`);
    assert.ok(bytes < 15_000, path);
  }
  const css = await weigh(new URL(await page.locator("link[rel=stylesheet]").getAttribute("href"), url).href);
  const js = await weigh(new URL(await page.locator("script").getAttribute("src"), url).href);
  console.log(`    ${css} bytes of CSS, ${js} of JavaScript`);
  assert.ok(css < 10_000 && js < 6_000);
});
