// Inviting by mail on the page (C12 to C14, C28, K2, K19).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, close, customer, mails, overflow, picture, program, settle, url, visit } from "../world.mjs";

const many = (toml) => toml.replace("recipients_per_request = 1 ", "recipients_per_request = 45 ");
const set = (key, value) => (toml) => toml.replace(new RegExp(`^${key} = \\S+`, "m"), `${key} = "${value}"`);

before(async () => {
  await program("clientjoy");
  await program("clientjoy-many", many);
});
after(close);

// A page whose invites are open: they carry the link.
async function inviting(programId = "clientjoy-many", options = {}, who = undefined) {
  const page = await visit(who ?? (await customer()), programId, options);
  await page.getByRole("button", { name: "Generate my link" }).click();
  await page.locator("#url").waitFor();
  return page;
}
const box = (page) => page.getByLabel("Your friends’ addresses");
const message = (page) => page.getByLabel("Your message");
const send = (page) => page.getByRole("button", { name: "Send invites" }).click();
const to = async (address) => (await mails()).filter((mail) => mail.to.includes(address));

test("c12 without a link the page says what has to be done first", async () => {
  const page = await visit(await customer(), "clientjoy");
  await page.locator("#invites", { hasText: "Generate your link first" }).waitFor();
  assert.equal(await box(page).count(), 0);
});

test("c12 c13 an address is all that has to be added; the friend gets the mail, and the page says so", async () => {
  const page = await inviting("clientjoy");
  await box(page).fill("Bo Kim <bo@first.example>");
  await send(page);
  await page.getByText("1 invite is on its way.").waitFor();
  await page.locator("#invites", { hasText: "bo@first.example – On its way" }).waitFor();
  await page.getByText("19 more invites today").waitFor();
  assert.deepEqual(await axe(page), []);
  await picture(page, "invited", { height: 1300 });
  await settle();
  const [mail, ...more] = await to("bo@first.example");
  assert.match(mail.text, /Hi Bo/);
  assert.deepEqual(more, []);
  assert.deepEqual(page.wrong, []);
});

test("k2 k19 many are pasted as they come, become chips, and each gets a message of their own", async () => {
  const page = await inviting();
  await box(page).fill("Bo Kim <bo@many.example>, cy@many.example;di@many.example\nName,E-Mail\nEve O’Neill,eve@many.example\n\"Fox, Fay\" <fay@many.example>");
  const chips = page.locator("#chips button");
  await chips.nth(4).waitFor();
  assert.deepEqual(await chips.allTextContents(), [
    "Bo Kim <bo@many.example> ×",
    "cy@many.example ×",
    "di@many.example ×",
    "Eve O’Neill <eve@many.example> ×",
    "Fox, Fay <fay@many.example> ×",
  ]);
  await picture(page, "chips", { height: 1300 });
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Remove di@many.example" }).click();
  assert.equal(await chips.count(), 4);
  await send(page);
  await page.getByText("4 invites are on their way.").waitFor();
  await settle();
  for (const name of ["bo", "cy", "eve", "fay"]) {
    const [mail] = await to(`${name}@many.example`);
    assert.equal(mail.to.length, 1);
  }
  assert.deepEqual(await to("di@many.example"), []);
});

test("c28 a program of one at a time takes one, and says so", async () => {
  const page = await inviting("clientjoy");
  await box(page).fill("bo@one.example, cy@one.example");
  await send(page);
  await page.getByRole("alert").getByText("takes one friend at a time").waitFor();
  assert.equal(await box(page).inputValue(), "bo@one.example, cy@one.example");
  await settle();
  assert.deepEqual(await to("bo@one.example"), []);
});

test("what is wrong is told for each address, and what was typed stays", async () => {
  const page = await inviting();
  await box(page).fill("bo@wrong.example, no-address, info@");
  await message(page).fill("Look at https://evil.example now");
  await send(page);
  const alert = page.getByRole("alert");
  await alert.getByText("no-address:").waitFor();
  await alert.getByText("info@:").waitFor();
  await alert.getByText("Your message:").waitFor();
  assert.equal(await box(page).getAttribute("aria-invalid"), "true");
  assert.equal(await message(page).inputValue(), "Look at https://evil.example now");
  await page.locator("#chips .bad").nth(1).waitFor();
  assert.deepEqual(await axe(page), []);
  await picture(page, "invites-refused", { height: 1500 });
  await settle();
  assert.deepEqual(await to("bo@wrong.example"), []);
});

test("sending again, by Back, by a second tab or by loading the answer anew, sends nothing again", async () => {
  const ana = await customer();
  const page = await inviting("clientjoy-many", {}, ana);
  const tab = await page.context().newPage();
  await tab.goto(`${url}/portal`);
  for (const it of [page, tab]) {
    await box(it).fill("bo@twice.example");
    await send(it);
    await it.getByText("1 invite is on its way.").waitFor();
  }
  await page.reload();
  await page.getByText("1 invite is on its way.").waitFor();
  await page.goto(`${url}/portal/invites`);
  await page.waitForURL(/\/portal#invites$/);
  await settle();
  assert.equal((await to("bo@twice.example")).length, 1);
});

test("c14 the draft is edited, followed by the mail’s own renderer, and reset", async () => {
  const page = await inviting();
  const original = await message(page).inputValue();
  await page.getByText("Preview", { exact: true }).click();
  const mail = page.frameLocator("#preview");
  await mail.getByText("you get $50 in credit").waitFor();
  await message(page).fill("Hi {friend_name}, this is my own draft.");
  await box(page).fill("Bo Kim <bo@draft.example>");
  await mail.getByText("Hi Bo, this is my own draft.").waitFor();
  await mail.getByRole("link", { name: /Accept|Get/ }).first().waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Light", exact: true }).click();
  await mail.getByText("Hi Bo, this is my own draft.").waitFor();
  await picture(page, "preview", { height: 1900 });
  await page.getByRole("button", { name: "Dark", exact: true }).click();
  await mail.getByText("this is my own draft").waitFor();
  assert.equal(await mail.locator("html").evaluate((it) => getComputedStyle(it).colorScheme), "dark");
  await picture(page, "preview-dark", { height: 1900 });
  await page.getByRole("button", { name: "Plain text" }).click();
  await mail.locator("pre", { hasText: "this is my own draft" }).waitFor();
  await page.getByRole("button", { name: "Reset to the original" }).click();
  assert.equal(await message(page).inputValue(), original);
  await message(page).fill("Hi {friend_name}, this is my own draft.");
  await send(page);
  await page.getByText("1 invite is on its way.").waitFor();
  await settle();
  const [sent] = await to("bo@draft.example");
  assert.match(sent.text, /Hi Bo, this is my own draft\./);
  // The browser says that a frame without rights ran nothing: what these tests asked of it.
  assert.deepEqual(page.wrong.filter((it) => !/sandboxed/.test(it)), []);
});

test("f54 f63 hostile words of an invite run nowhere", async () => {
  const page = await inviting();
  await page.getByText("Preview", { exact: true }).click();
  for (const hostile of [
    "<script>top.document.title='pwned'</script>",
    "\"><img src=x onerror=top.document.title='pwned'>",
    "</textarea><script>document.title='pwned'</script>",
    "{{7*7}} <base href=//evil>",
  ]) {
    await box(page).fill(`"${hostile.replaceAll('"', "")}" <bo@hostile.example>`);
    await message(page).fill(hostile);
    const answered = page.waitForResponse((it) => it.url().endsWith("/portal/preview"));
    await page.getByRole("button", { name: "Light", exact: true }).click();
    const headers = (await answered).headers();
    assert.match(headers["content-security-policy"], /default-src 'none'.*; sandbox$/);
    await send(page);
    await page.locator("#invites .done, #invites [role=alert]").first().waitFor();
    assert.doesNotMatch(await page.title(), /pwned/);
    assert.equal(await page.locator("#invites script, #invites img").count(), 0);
    await page.goto(`${url}/portal`);
    await page.getByText("Preview", { exact: true }).click();
  }
  assert.deepEqual(page.wrong.filter((it) => !/sandboxed|422/.test(it)), []);
});

test("without JavaScript a text box is all it takes, and the preview is a button", async () => {
  const page = await inviting("clientjoy-many", { javaScriptEnabled: false });
  await box(page).fill("bo@plain.example\ncy@plain.example");
  await page.getByText("Preview", { exact: true }).click();
  await page.getByRole("button", { name: "Light", exact: true }).click();
  await page.frameLocator("#preview").getByText("you get $50 in credit").waitFor();
  await send(page);
  await page.getByText("2 invites are on their way.").waitFor();
  await page.getByText("Invites of the last weeks").click();
  assert.equal(await page.locator("#invites tbody tr").count(), 2);
  await picture(page, "invited-no-script", { height: 1500 });
});

test("invites work on a phone, in the dark, in large text and by keyboard alone", async () => {
  for (const [name, options] of Object.entries({
    "invites-phone": { viewport: { width: 320, height: 640 } },
    "invites-dark": { colorScheme: "dark" },
  })) {
    const page = await inviting("clientjoy-many", options);
    await box(page).fill("Bo Kim <bo@looks.example>, a-very-long-address-of-somebody@a-very-long-domain.example, nobody");
    await page.locator("#chips button").nth(2).waitFor();
    assert.ok((await overflow(page)) <= 0, name);
    assert.deepEqual(await axe(page), [], name);
    await picture(page, name, { height: 1700 });
  }
  const page = await inviting();
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  assert.ok((await overflow(page)) <= 0);
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  await box(page).focus();
  await page.keyboard.type("bo@keys.example, wrong.example");
  await page.locator("#chips button").nth(1).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Remove wrong.example");
  await page.keyboard.press("Enter");
  assert.equal(await box(page).inputValue(), "bo@keys.example");
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.textContent === "Send invites")) break;
  }
  await page.keyboard.press("Enter");
  await page.getByText("1 invite is on its way.").waitFor();
});

test("invite_mode and invite_editing decide what is there", async () => {
  await program("clientjoy-self", set("mode", "self_send"));
  await program("clientjoy-off", set("mode", "off"));
  await program("clientjoy-fixed", set("editing", "off"));
  const self = await inviting("clientjoy-self");
  assert.match(await self.getByRole("link", { name: "Write in my own mail program" }).getAttribute("href"), /^mailto:/);
  assert.deepEqual(await axe(self), []);
  await picture(self, "invites-self-send", { height: 1200 });
  const off = await inviting("clientjoy-off");
  assert.equal(await off.locator("#invites").count(), 0);
  const fixed = await inviting("clientjoy-fixed");
  assert.equal(await message(fixed).count(), 0);
  await fixed.getByText("it cannot be changed in this program").waitFor();
  await fixed.evaluate(() => {
    const typed = Object.assign(document.createElement("textarea"), { name: "message", value: "mine" });
    document.getElementById("invite").append(typed);
  });
  await box(fixed).fill("bo@fixed.example");
  await send(fixed);
  await fixed.getByRole("alert").getByText("cannot be edited by you").waitFor();
});

test("the quota of the day is told, and when it is used up", async () => {
  await program("clientjoy-few", (toml) => many(toml).replace(/^per_day = 20/m, "per_day = 2"));
  const page = await inviting("clientjoy-few");
  await page.getByText("2 more invites today").waitFor();
  await box(page).fill("bo@few.example, cy@few.example");
  await send(page);
  await settle();
  await page.goto(`${url}/portal`);
  await page.getByText("You have sent all invites of today.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Send invites" }).isDisabled(), true);
  assert.deepEqual(await axe(page), []);
});
