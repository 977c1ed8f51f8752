// The third door: whoever is signed in at the host's identity provider brings its token.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { axe, close, customer, host, open, program, url } from "../world.mjs";

const opened = [];
// The three lines that the documentation tells, at this stack.
const lines = readFileSync(new URL("../../../docs/page.md", import.meta.url), "utf8")
  .match(/```html\n(.*\n<refer-and-earn id="refer".*\n.*getToken.*)\n```/)[1]
  .replace("https://refer.example.com", url);
assert.equal(lines.split("\n").length, 3);

after(async () => {
  await close();
  for (const server of opened) server.close();
});

// What the provider signs for somebody.
async function signed(of, wanted = {}) {
  const claims = { sub: of.id, account_id: of.account, ...wanted.claims };
  const answer = await fetch(`${url}/_local/identity/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...wanted, claims }),
  });
  return (await answer.json()).token;
}

// A page of the host's, whose customers sign in at the provider by a library of the provider's.
let made = 0;
async function product(of) {
  const id = `clientjoy-identity-${process.pid}-${++made}`;
  const server = createServer(async (request, response) => {
    if (request.url === "/library.js") {
      const token = JSON.stringify(await signed(of));
      response.writeHead(200, { "content-type": "text/javascript" });
      response.end(`window.auth0 = { getIdTokenClaims: async () => ({ __raw: ${token} }) };`);
      return;
    }
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><html lang="en"><title>Acme</title><meta name="viewport" content="width=device-width,initial-scale=1">
      <body><h1>Acme</h1><script src="/library.js"></script>\n${lines.replace("<refer-and-earn ", `<refer-and-earn program="${id}" `)}</body></html>`);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  opened.push(server);
  const origin = `http://127.0.0.1:${server.address().port}`;
  await program(id, (toml) => `${toml}\n[page]\nembed_origins = ["${origin}"]\n`);
  return { origin, id };
}

async function look(origin) {
  const context = await (await open()).newContext({ viewport: { width: 900, height: 1000 } });
  const page = await context.newPage();
  page.wrong = [];
  page.asked = [];
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("request", (request) => page.asked.push({ url: request.url(), headers: request.headers() }));
  await page.goto(origin);
  return { page, context, frame: page.frameLocator("refer-and-earn iframe") };
}

test("c7 a provider's token opens the element by three lines of HTML, and everything works in it", async () => {
  const ana = await customer();
  const { origin } = await product(ana);
  const { page, context, frame } = await look(origin);
  await frame.getByRole("button", { name: "Generate my link" }).click();
  await frame.locator("#url").waitFor();
  assert.match(await frame.locator("#url").inputValue(), /\/r\//);
  await frame.getByText("QR code", { exact: true }).click();
  const qr = await frame.locator(".qr").elementHandle();
  await qr.evaluate((it) => it.decode());
  await frame.getByLabel("Your friends’ addresses").fill("Bo Kim <bo@identity.example>");
  await frame.getByText("Preview", { exact: true }).click();
  await frame.frameLocator("#preview").getByText("Hi Bo,").first().waitFor();
  await frame.getByRole("button", { name: "Send invites" }).click();
  await frame.getByText("1 invite is on its way.").waitFor();
  assert.deepEqual(await axe(page), []);
  // The token stands in no address and in no cookie.
  const token = page.asked.map((it) => it.headers.authorization).find(Boolean).slice(7);
  assert.equal(token.split(".").length, 3);
  assert.deepEqual(page.asked.filter((it) => it.url.includes(token)), []);
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(page.wrong, []);
});

test("f61 whom the host never told of reads that, and comes in once it did", async () => {
  const zoe = { id: "zoe-of-nowhere", account: "nowhere-co" };
  const { origin } = await product(zoe);
  const { page, frame } = await look(origin);
  await frame.getByText("Your account is not known here yet").waitFor();
  assert.deepEqual(await axe(page), []);
  const member = { id: zoe.id, email: "zoe@nowhere.example", name: "Zoe Lind" };
  await host("PUT", `/v1/accounts/${zoe.account}`, { signed_up_at: "2021-01-01T00:00:00Z", members: [member] });
  await page.reload();
  await frame.getByRole("button", { name: "Generate my link" }).waitFor();
});

test("c7 a form brings a provider's token to the hosted page, and no bad one opens it", async () => {
  await program("clientjoy");
  const ana = await customer();
  const page = await (await (await open()).newContext()).newPage();
  const fields = { token: await signed(ana, { header: { alg: "ES256", kid: "p256-0" } }), program_id: "clientjoy" };
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
  await page.setContent(`<form method="post" action="${url}/portal/enter">${inputs.join("")}<button>Refer and Earn</button></form>`);
  await page.getByRole("button").click();
  await page.waitForURL(`${url}/portal`);
  await page.getByRole("button", { name: "Generate my link" }).click();
  await page.locator("#url").waitFor();
  const enter = (token) => fetch(`${url}/portal/enter`, { method: "POST", redirect: "manual", body: new URLSearchParams({ token }) });
  assert.equal((await enter(await signed(ana, { claims: { aud: "another-app" } }))).status, 401);
  assert.equal((await enter(await signed(ana, { by_stranger: true }))).status, 401);
});
