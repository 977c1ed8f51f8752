// A code of the participant's own choice for the link (experience 2.3).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { framed, look, sessionToken } from "../element.mjs";
import { axe, close, customer, overflow, pass, picture, program, signup, url, visit } from "../world.mjs";

before(() => program("clientjoy"));
after(close);

const enrolled = async (options = {}, who = undefined) => {
  const page = await visit(who ?? (await customer()), "clientjoy", options);
  await page.getByRole("button", { name: "Generate my link" }).click();
  await page.locator("#url").waitFor();
  return page;
};
const open = (page) => page.getByText("Choose your own code").click();
const box = (page) => page.getByLabel("Your code");
const use = (page) => page.getByRole("button", { name: "Use this code" }).click();
// Codes are new in each run: a stack may be shared by hand.
let codes = process.pid;
const fresh = (name) => `${name}-${(codes += 1)}`;
const leads = async (link) => (await fetch(link, { redirect: "manual" })).headers.get("location");

test("a code is checked while it is typed, chosen with one button, and the link before keeps working", async () => {
  const ana = await customer();
  const page = await enrolled({}, ana);
  const first = await page.locator("#url").inputValue();
  await open(page);
  const code = fresh("ana");
  await box(page).fill("a b");
  await page.locator("#code-said", { hasText: "A code has 4 to 20 letters" }).waitFor();
  await box(page).fill("Supp0rt");
  await page.locator("#code-said", { hasText: "Supp0rt is not for anybody to choose" }).waitFor();
  await box(page).fill(code.toUpperCase());
  await page.locator("#code-said", { hasText: `${code} is free.` }).waitFor();
  assert.deepEqual(await axe(page), []);
  await picture(page, "code", { height: 900 });
  await use(page);
  await page.getByText("Done. Your link has its new code, and the one before keeps working.").waitFor();
  assert.equal(await page.locator("#url").inputValue(), `${url}/r/${code}`);
  for (const link of [first, `${url}/r/${code}`, `${url}/r/${code.toUpperCase().replace("-", "")}`])
    assert.match(await leads(link), /[?&]ref=/, link);
  await signup(ana, "clientjoy");
  await page.reload();
  await page.locator("#friends", { hasText: "Bo K." }).waitFor();
  await open(page);
  await page.getByText("You can choose another code from 24 June 2022 on.").waitFor();
  assert.equal(await box(page).count(), 0);
  assert.deepEqual(await axe(page), []);
  await picture(page, "code-chosen", { height: 900 });
  assert.deepEqual(page.wrong, []);
});

test("a code that somebody has is refused politely, and nobody learns whose it is", async () => {
  const eve = await customer("Eve Lin");
  const code = fresh("eve");
  const first = await enrolled({}, eve);
  await open(first);
  await box(first).fill(code);
  await use(first);
  await first.getByText("Done.").waitFor();
  const page = await enrolled();
  await open(page);
  // What people take for the same is the same.
  await box(page).fill(code.replace("-", ""));
  await page.locator("#code-said", { hasText: "is taken. Try another." }).waitFor();
  await use(page);
  await page.locator("#code-said", { hasText: "is taken. Try another." }).waitFor();
  assert.equal(await box(page).inputValue(), code.replace("-", ""));
  assert.equal(await box(page).getAttribute("aria-invalid"), "true");
  assert.doesNotMatch(await page.content(), new RegExp(`${eve.id}|Eve Lin`));
  assert.deepEqual(await axe(page), []);
  await picture(page, "code-taken", { height: 900 });
  await page.goto(`${url}/portal/code`);
  await page.waitForURL(/\/portal#link$/);
});

test("without JavaScript the form's answer says what is wrong, and what was typed stays", async () => {
  const page = await enrolled({ javaScriptEnabled: false });
  await open(page);
  await box(page).fill("no");
  await use(page);
  await page.locator("#code-said", { hasText: "A code has 4 to 20 letters" }).waitFor();
  assert.equal(await box(page).inputValue(), "no");
  const code = fresh("plain");
  await box(page).fill(code);
  await use(page);
  assert.equal(await page.locator("#url").inputValue(), `${url}/r/${code}`);
});

test("a code may be chosen again after thirty days, on a phone too", async () => {
  const ana = await customer();
  const first = await enrolled({}, ana);
  await open(first);
  await box(first).fill(fresh("ana"));
  await use(first);
  await first.getByText("Done.").waitFor();
  await pass("P30D");
  const page = await visit(ana, "clientjoy", { viewport: { width: 320, height: 640 } });
  await open(page);
  await box(page).fill(fresh("ana"));
  await page.locator("#code-said", { hasText: "is free" }).waitFor();
  assert.ok((await overflow(page)) <= 0);
  assert.deepEqual(await axe(page), []);
  await picture(page, "code-phone", { height: 1300 });
  await box(page).press("Enter");
  await page.getByText("Done.").waitFor();
});

test("in a page of the host's it is the same", async () => {
  const ana = await customer();
  const { origin } = await framed((id) => () => sessionToken(ana, id));
  const { page, frame } = await look(origin);
  await frame.getByRole("button", { name: "Generate my link" }).click();
  await open(frame);
  await box(frame).fill("admin");
  await frame.locator("#code-said", { hasText: "not for anybody" }).waitFor();
  await use(frame);
  await frame.locator("[aria-invalid]").waitFor();
  const code = fresh("framed");
  await box(frame).fill(code);
  await use(frame);
  await frame.getByText("Done.").waitFor();
  assert.equal(await frame.locator("#url").inputValue(), `${url}/r/${code}`);
  assert.deepEqual(page.wrong, []);
});
