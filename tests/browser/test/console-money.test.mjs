// Where the console decides about money that is spent already, and where it counts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, host, invite, now, pass, program, settle, signup, url } from "../world.mjs";
import { consoleOf, isClean, looks, pictureOfConsole as picture } from "../console.mjs";
import { refundFirst, stripeCustomer, subscribe } from "../stripe.mjs";

after(close);

const told = (id, name, customer) =>
  host("PUT", `/v1/accounts/${id}-co`, {
    signed_up_at: "2021-03-01T08:00:00Z",
    stripe_customer_id: customer,
    members: [{ id, email: `${id}@${id}-co.example`, name }],
  });

// Friends who came by Ana's invites and paid; her bill used the credit, then their payments came back.
before(async () => {
  await program("contactually");
  await program("clientjoy");
  const ana = { id: "ana", account: "ana-co" };
  const anas = await stripeCustomer("Ana Lima");
  await told("ana", "Ana Lima", anas);
  await subscribe(anas, 4900);
  await settle();
  const friends = [];
  for (const name of ["Bo Kim", "Cy Okafor"]) {
    const id = name.slice(0, 2).toLowerCase();
    const { button } = await invite(ana, "contactually", { name });
    const led = await fetch(button, { method: "POST", redirect: "manual" });
    const accept = new URL(led.headers.get("location")).searchParams.get("accept_token");
    const customer = await stripeCustomer(name);
    await host("POST", "/v1/signups", {
      account_id: `${id}-co`,
      member: { id, email: `${id}@${id}-co.example`, name },
      accept_token: accept,
      stripe_customer_id: customer,
      signed_up_at: await now(),
    });
    await subscribe(customer, 2900);
    await settle();
    friends.push(customer);
  }
  await signup(ana, "clientjoy", "Di Osei");
  await pass("P32D");
  await settle();
  for (const customer of friends) await refundFirst(customer);
  await settle();
});

test("what invoices had used is let go, netted or debited, each with its amount in plain words", async () => {
  for (const [look, options] of Object.entries(looks)) {
    const page = await consoleOf("manager", options);
    await page.goto(`${url}/admin/reviews`);
    await page.getByText("The account keeps $10, and owes nothing.").first().waitFor();
    await isClean(page, `used credit${look}`);
    await page.getByText("Put it on the next bill…").first().click();
    await page.getByText("the next bill is $10 higher").first().waitFor();
    const debit = page.getByRole("button", { name: "Debit $10" }).first();
    assert.equal(await debit.count(), 0, "there is no button before the tick");
    await page.getByLabel("The customer was told of this").first().check();
    await debit.waitFor();
    await isClean(page, `a debit${look}`);
    await picture(page, `used-credit${look}`, { height: options.viewport ? 1500 : 1200 });
  }
  const viewer = await consoleOf("viewer");
  await viewer.goto(`${url}/admin/reviews`);
  assert.equal(await viewer.locator("main button").count(), 0);
});

test("a debit is decided by the keyboard and without JavaScript, and the next by netting", async () => {
  const page = await consoleOf("manager", { javaScriptEnabled: false });
  await page.goto(`${url}/admin/reviews`);
  const first = page.locator(".case").first();
  await first.getByLabel("Why, for whoever looks later").fill("agreed by phone");
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Decided. It is on the next bill").waitFor();
  assert.equal(await page.locator(".case").count(), 1);
  await page.locator(".case h2 a").click();
  await page.getByText("now or when some comes there").waitFor();
  await page.getByLabel("Why, for whoever looks later").first().fill("earns every month");
  await page.getByRole("button", { name: "Take it off other credit" }).click();
  await page.getByText("Decided. It comes off other credit").waitFor();
  await page.goto(`${url}/admin/reviews`);
  await page.getByText("Nothing waits.").waitFor();
  await page.goto(`${url}/admin/audit`);
  for (const done of ["Remainder debited", "Remainder netted"]) await page.getByRole("cell", { name: done }).waitFor();
});

test("the funnel counts by the way friends came, in every light and width", async () => {
  const today = new Date(await now());
  const day = (ago) => new Date(today - ago * 86_400_000).toISOString().slice(0, 10);
  for (const [look, options] of Object.entries(looks)) {
    const page = await consoleOf("viewer", options);
    await page.getByRole("link", { name: "Funnel" }).click();
    await page.getByLabel("From").fill(day(60));
    await page.getByLabel("To, included").fill(day(0));
    await page.getByRole("button", { name: "Count" }).click();
    await page.waitForLoadState();
    const row = (name) => page.locator("tr", { has: page.getByRole("rowheader", { name }) });
    assert.match(await row("Invite").innerText(), /2/);
    assert.match(await row("Personal link").innerText(), /1/);
    await isClean(page, `funnel${look}`);
    await picture(page, `funnel${look}`, { height: options.viewport ? 900 : 620 });
  }
});
