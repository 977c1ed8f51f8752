// <refer-and-earn> in a page of the host's.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { host, now, open, program, secret, url } from "./world.mjs";

// The hash that the documentation tells.
const [integrity] = readFileSync(new URL("../../docs/page.md", import.meta.url), "utf8").match(/sha384-[^"]+/);
// A page of the host's, on an origin of its own. `token` answers what the element is given.
export async function product(programId, token, attributes = "") {
  const asked = [];
  const server = createServer(async (request, response) => {
    if (request.url === "/token") {
      asked.push(request.headers);
      const given = await token(asked.length);
      response.writeHead(given ? 200 : 401).end(given);
      return;
    }
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(`<!doctype html><html lang="en"><title>Acme</title>
      <meta name="viewport" content="width=device-width,initial-scale=1"><body><h1>Acme</h1>
      <script src="${url}/portal/element-1.js" integrity="${integrity}" crossorigin="anonymous" defer></script>
      <refer-and-earn token-url="/token" program="${programId}" ${attributes}></refer-and-earn>
      <p><a id="below" href="#below">What is below it</a></p></body></html>`);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  return { origin: `http://127.0.0.1:${server.address().port}`, asked };
}
const allowed = (origin, more = "") => (toml) => `${toml}\n[page]\nembed_origins = ["${origin}"]\n${more}`;

// Somebody looks at it; every event of the element is noted.
export async function look(origin, options = {}) {
  const context = await (await open()).newContext({ viewport: { width: 900, height: 1000 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.asked = [];
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("request", (request) => page.asked.push({ url: request.url(), headers: request.headers() }));
  await page.addInitScript(() => {
    window.heard = [];
    for (const name of ["gw:news", "gw:reward", "gw:error"]) addEventListener(name, (event) => window.heard.push([name, event.detail]));
    window.shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((it) => { if (!it.hadRecentInput) window.shifts += it.value; })).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(origin);
  return { page, context, frame: page.frameLocator("refer-and-earn iframe") };
}
// What a host's server signs (RFC 7519), with no call of ours.
export async function signed(of, seconds = 3600, more = {}) {
  const key = (await secret("participant-token-keys")).split(",").find((it) => it.startsWith("HS256:")).slice(6);
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.parse(await now()) / 1000) + seconds;
  const claims = { iss: "host", aud: "goodword-test", sub: of.id, account_id: of.account, exp, ...more };
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
}
export const sessionToken = async (of, programId) =>
  (await host("POST", "/v1/portal-sessions", { account_id: of.account, participant_id: of.id, program_id: programId })).token;

// A program whose page may be framed by a product that answers `token`.
let made = 0;
export async function framed(token, { more = "", attributes = "" } = {}) {
  const id = `clientjoy-framed-${process.pid}-${++made}`;
  const it = await product(id, token(id), attributes);
  await program(id, allowed(it.origin, more));
  return { ...it, id };
}

// The document in the element's frame.
export const inside = (page) => page.frames().find((it) => it.url().includes("/portal/embed"));
