// What is typed and not sent yet outlives a reload, and nothing else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { framed, look, sessionToken } from "../element.mjs";
import { close, customer, program, session, url, visit } from "../world.mjs";

const many = (toml) => toml.replace("recipients_per_request = 1 ", "recipients_per_request = 45 ");
before(() => program("clientjoy-many", many));
after(close);

const box = (page) => page.getByLabel("Your friends’ addresses");
const message = (page) => page.getByLabel("Your message");
const send = (page) => page.getByRole("button", { name: "Send invites" }).click();
const kept = (page) => page.evaluate(() => [{ ...localStorage }, Object.keys(sessionStorage)]);
async function inviting(who, options = {}) {
  const page = await visit(who ?? (await customer()), "clientjoy-many", options);
  await page.getByRole("button", { name: "Generate my link" }).click();
  await box(page).waitFor();
  return page;
}

test("a draft is there again after a reload, with its chips, and can be reset to the original", async () => {
  const page = await inviting();
  const original = await message(page).inputValue();
  await box(page).fill("Bo Kim <bo@draft.example>, cy@draft.example");
  await message(page).fill("Hi {friend_name}, not quite done yet");
  await page.reload();
  assert.equal(await box(page).inputValue(), "Bo Kim <bo@draft.example>, cy@draft.example");
  assert.equal(await message(page).inputValue(), "Hi {friend_name}, not quite done yet");
  await page.locator("#chips button").nth(1).waitFor();
  await page.getByRole("button", { name: "Reset to the original" }).click();
  assert.equal(await message(page).inputValue(), original);
  await page.reload();
  assert.equal(await message(page).inputValue(), original);
  assert.equal(await box(page).inputValue(), "Bo Kim <bo@draft.example>, cy@draft.example");
  assert.deepEqual(page.wrong, []);
});

test("it is kept in this tab alone, and goes once it is sent", async () => {
  const page = await inviting();
  await box(page).fill("bo@sent.example");
  assert.deepEqual(await kept(page), [{}, ["draft"]]);
  const tab = await page.context().newPage();
  await tab.goto(`${url}/portal`);
  assert.equal(await box(tab).inputValue(), "");
  await send(page);
  await page.getByText("1 invite is on its way.").waitFor();
  assert.deepEqual(await kept(page), [{}, []]);
  await page.goto(`${url}/portal`);
  assert.equal(await box(page).inputValue(), "");
});

test("what was refused is still the draft", async () => {
  const page = await inviting();
  await box(page).fill("no-address");
  await send(page);
  await page.getByRole("alert").waitFor();
  await page.goto(`${url}/portal`);
  assert.equal(await box(page).inputValue(), "no-address");
});

test("whoever opens the page next in the same tab finds nothing of it, and it is gone", async () => {
  const page = await inviting();
  await box(page).fill("secret@friend.example");
  const eve = await customer("Eve Lin");
  await page.goto(await session(eve, "clientjoy-many"));
  await page.getByRole("button", { name: "Generate my link" }).click();
  assert.equal(await box(page).inputValue(), "");
  assert.deepEqual(await kept(page), [{}, []]);
  assert.doesNotMatch(await page.content(), /secret@friend/);
});

test("a browser that keeps nothing still invites", async () => {
  const page = await visit(await customer(), "clientjoy-many");
  await page.context().addInitScript(() => {
    Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
  });
  await page.getByRole("button", { name: "Generate my link" }).click();
  await box(page).fill("Bo Kim <bo@denied.example>");
  await page.locator("#chips button").waitFor();
  await send(page);
  await page.getByText("1 invite is on its way.").waitFor();
  assert.deepEqual(page.wrong, []);
});

test("in a page of the host's the draft outlives a reload too", async () => {
  const ana = await customer();
  const { origin } = await framed((id) => () => sessionToken(ana, id));
  const { page, frame } = await look(origin);
  await frame.getByRole("button", { name: "Generate my link" }).click();
  await box(frame).fill("bo@reload.example");
  await frame.locator("#chips button").waitFor();
  await page.reload();
  await frame.locator("#chips button", { hasText: "bo@reload.example" }).waitFor();
  assert.equal(await box(frame).inputValue(), "bo@reload.example");
});
