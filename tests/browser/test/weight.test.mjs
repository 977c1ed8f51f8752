// What pages weigh, as it is sent (experience 1): no page loads more JavaScript than it may.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { consoleOf } from "../console.mjs";
import { framed, look, sessionToken } from "../element.mjs";
import { blank, close, customer, invite, program, session, signup, url } from "../world.mjs";

const AT_MOST = { document: 15_000, stylesheet: 10_000, script: 6_000 };
const both = (toml) => toml.replace('methods = ["link"]', 'methods = ["link", "accept"]');
before(async () => {
  await program("clientjoy");
  await program("clientjoy-accepts", both);
});
after(close);

// Sums up what each document loads, by kind; a frame's is a document of its own.
function weighed(page) {
  const loads = [];
  page.on("response", (response) => {
    const kind = response.request().resourceType();
    const isRedirect = response.status() >= 300 && response.status() < 400;
    if (kind in AT_MOST && !isRedirect) loads.push({ kind, document: response.frame(), body: response.body() });
  });
  return async () => {
    await page.waitForLoadState("networkidle");
    const sums = new Map();
    for (const { kind, document, body } of loads) {
      const bytes = (await body).length;
      // What a frame showed before it counts no more.
      const sum = kind === "document" ? { document: 0, stylesheet: 0, script: 0 } : sums.get(document);
      sum[kind] += bytes;
      sums.set(document, sum);
    }
    loads.length = 0;
    return [...sums].map(([frame, sum]) => ({ at: frame.url().replace(/\?.*/, ""), ...sum }));
  };
}
function hold(sums, name) {
  assert.ok(sums.length, name);
  for (const sum of sums) {
    console.log(`    ${name}: ${sum.document} bytes of HTML, ${sum.stylesheet} of CSS, ${sum.script} of JavaScript`);
    for (const [kind, most] of Object.entries(AT_MOST)) assert.ok(sum[kind] < most, `${name}: ${sum[kind]} bytes of ${kind}`);
  }
}

test("the hosted page, with all that is on it, and the page in its place", async () => {
  const ana = await customer();
  const page = await blank();
  const weigh = weighed(page);
  await page.goto(await session(ana, "clientjoy"));
  await page.getByRole("button", { name: "Generate my link" }).waitFor();
  hold(await weigh(), "new");
  await page.getByRole("button", { name: "Generate my link" }).click();
  for (const name of ["Bo Kim", "Cy Ott", "Di Fox"]) await signup(ana, "clientjoy", name);
  await page.goto(`${url}/portal`);
  await page.locator("#friends", { hasText: "Di F." }).waitFor();
  // Everything that is there to be opened.
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
  hold(await weigh(), "full");
  await page.context().clearCookies();
  await page.goto(`${url}/portal`);
  hold(await weigh(), "no session");
});

test("the page in a frame, and what the host's page loads for it", async () => {
  const ana = await customer();
  await signup(ana, "clientjoy");
  const { origin } = await framed((id) => () => sessionToken(ana, id));
  const { page, frame } = await look("about:blank");
  const weigh = weighed(page);
  await page.goto(origin);
  await frame.getByRole("button", { name: "Generate my link" }).click();
  await frame.locator("#url").waitFor();
  const sums = (await weigh()).filter((it) => it.at.startsWith("http"));
  assert.equal(sums.length, 2, JSON.stringify(sums));
  hold(sums, "framed");
  const [host] = sums.filter((it) => it.at.startsWith(origin));
  assert.ok(host.script < 3_000, `${host.script} bytes in the host's page`);
});

test("the friend's page, the page that stops mail, and the console", async () => {
  const { mail, button } = await invite(await customer(), "clientjoy-accepts");
  const page = await blank();
  const weigh = weighed(page);
  await page.goto(button);
  hold(await weigh(), "offer");
  await page.goto(mail.text.match(/https?:\S+\/u\/\S+/)[0]);
  hold(await weigh(), "stop mail");
  const staff = await consoleOf("owner");
  const weighStaff = weighed(staff);
  for (const path of ["/admin", "/admin/reviews", "/admin/audit"]) {
    await staff.goto(url + path);
    hold(await weighStaff(), path);
  }
});
