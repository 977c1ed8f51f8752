// Names and texts that try to leave their box, with the policy on (F53 to F55, F63).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, close, customer, overflow, picture, program, signup, url, visit } from "../world.mjs";

before(() => program("clientjoy"));
after(close);

const names = [
  "<script>document.title='pwned'</script>",
  "\"><img src=x onerror=document.title='pwned'>",
  "{{7*7}} ${7*7} <%= 7*7 %>",
  "Bo%0d%0aSet-Cookie: a=b",
  "👩‍👩‍👧‍👦 O’Neill",
  "محمد بن عبد الله",
  "W".repeat(200),
];

test("f55 s18 hostile names of friends stay in their box", async () => {
  const ana = await customer("Ana <b>Ruiz</b>");
  for (const name of names) await signup(ana, "clientjoy", name);
  for (const options of [{}, { viewport: { width: 320, height: 640 } }]) {
    const page = await visit(ana, "clientjoy", options);
    await page.waitForLoadState("networkidle");
    assert.doesNotMatch(await page.title(), /pwned/);
    assert.equal(await page.locator("#friends script, #friends img, #news img, #news script").count(), 0);
    assert.doesNotMatch(await page.locator("body").innerText(), /\b49\b/);
    assert.ok((await overflow(page)) <= 0);
    assert.deepEqual(page.wrong, []);
    assert.deepEqual(await axe(page), []);
    await picture(page, options.viewport ? "hostile-phone" : "hostile", { height: 1500 });
  }
});

test("s18 what is put into the page by force does not run", async () => {
  const page = await visit(await customer(), "clientjoy");
  await page.evaluate(() => {
    const box = document.createElement("div");
    box.innerHTML = "<img src=x onerror=\"document.title='pwned'\"><iframe srcdoc=\"<script>top.document.title='pwned'</script>\"></iframe>";
    document.body.append(box);
    const script = document.createElement("script");
    script.textContent = "document.title='pwned'";
    document.body.append(script);
  });
  await page.waitForTimeout(200);
  assert.doesNotMatch(await page.title(), /pwned/);
  const policy = (await page.request.get(`${url}/portal`)).headers()["content-security-policy"];
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
});

test("f63 no query of the page leads anywhere or says anything", async () => {
  const page = await visit(await customer(), "clientjoy");
  for (const query of ["?said=<script>", "?made=%3Cb%3E", "?return_url=//evil.example", "?to=javascript:alert(1)"]) {
    await page.goto(`${url}/portal${query}`);
    assert.ok(page.url().startsWith(`${url}/portal`));
    assert.doesNotMatch(await page.content(), /evil\.example|javascript:|<b>/);
  }
  assert.deepEqual(page.wrong, []);
});

test("the page is in no frame of another site", async () => {
  const page = await visit(await customer(), "clientjoy");
  const headers = (await page.request.get(`${url}/portal`)).headers();
  assert.equal(headers["cache-control"], "private, no-store");
  assert.equal(headers["referrer-policy"], "same-origin");
  assert.equal(headers["x-content-type-options"], "nosniff");
});
