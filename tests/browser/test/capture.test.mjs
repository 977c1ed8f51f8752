// docs/hosts/browser/capture.js, for hosts whose server cannot set a cookie.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { close, open } from "../world.mjs";

const docs = join(dirname(fileURLToPath(import.meta.url)), "../../../docs/hosts");
const script = readFileSync(join(docs, "browser/capture.js"));
const [integrity] = /sha384-[^"]+/.exec(readFileSync(join(docs, "README.md"), "utf8"));
const ANA = "ana12345.1653469200.mac-of_ana";
const BEA = "bea12345.1653469300.mac-of_bea";

// A site of files alone, which the guide's lines are on; the query's `data` goes onto the script.
let site, url;
before(async () => {
  site = createServer((request, answer) => {
    if (request.url === "/capture.js") return answer.setHeader("content-type", "text/javascript").end(script);
    const data = new URL(request.url, "http://site").searchParams.get("data") ?? "";
    answer.setHeader("content-type", "text/html; charset=utf-8").end(`<!doctype html><title>site</title>
      <script src="/capture.js" ${data} defer integrity="${integrity}" crossorigin="anonymous"></script>
      <form data-goodword><input type="hidden" name="gw_ref"></form><form id="other"><input type="hidden" name="gw_ref"></form>`);
  });
  await new Promise((done) => site.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${site.address().port}`;
});
after(async () => { await close(); site.close(); });

async function visitor() {
  const page = await (await (await open()).newContext()).newPage();
  page.wrong = [];
  page.on("console", (message) => message.type() === "error" && !/favicon/.test(message.location().url) && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  return page;
}
const kept = async (page) => (await page.context().cookies(url)).find(({ name }) => name === "gw_ref");
const field = (page) => page.locator("form[data-goodword] [name=gw_ref]").inputValue();

test("it keeps the first touch and the latest, and fills the forms that opt in", async () => {
  const page = await visitor();
  await page.goto(`${url}/?ref=${ANA}&plan=pro#top`);
  const cookie = await kept(page);
  assert.equal(cookie.value, ANA);
  assert.ok(cookie.secure && cookie.sameSite === "Lax" && cookie.path === "/");
  const days = (cookie.expires - Date.now() / 1000) / 86_400;
  assert.ok(days > 89.9 && days <= 90, `${days} days`);
  assert.equal(page.url(), `${url}/?ref=${ANA}&plan=pro#top`);
  await page.goto(`${url}/?ref=${BEA}`);
  assert.equal((await kept(page)).value, `${ANA}..${BEA}`);
  await page.goto(`${url}/`);
  assert.equal(await field(page), `${ANA}..${BEA}`);
  assert.equal(await page.locator("#other [name=gw_ref]").inputValue(), "");
  assert.deepEqual(page.wrong, []);
});

test("it has one global, and nothing hostile gets past it", async () => {
  const page = await visitor();
  await page.goto(`${url}/?ref=${encodeURIComponent(`${ANA}; Domain=evil.example`)}`);
  assert.equal(await kept(page), undefined);
  await page.goto(`${url}/?ref=${encodeURIComponent("<img src=x onerror=alert(1)>")}`);
  assert.equal(await kept(page), undefined);
  assert.equal(await field(page), "");
  assert.deepEqual(await page.evaluate(() => Object.keys(window).filter((name) => /goodword|gw_/.test(name))), ["goodword"]);
  assert.deepEqual(page.wrong, []);
});

test("with capture on consent it keeps nothing before it is told to", async () => {
  const page = await visitor();
  await page.goto(`${url}/?ref=${ANA}&data=${encodeURIComponent('data-capture="on-consent" data-days="30"')}`);
  assert.equal(await kept(page), undefined);
  assert.equal(await field(page), ANA);
  await page.evaluate(() => goodword.consent());
  const cookie = await kept(page);
  assert.equal(cookie.value, ANA);
  assert.ok((cookie.expires - Date.now() / 1000) / 86_400 <= 30);
});
