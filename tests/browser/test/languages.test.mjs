// The page in its languages, in the one from right to left, and in the one that is too long.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, blank, close, customer, invite, mailTo, overflow, picture, program, signup, url, visit } from "../world.mjs";

before(async () => {
  await program("clientjoy");
  await program("contactually");
});
after(close);

// As a browser writes it, less needless zeros and with ordinary spaces.
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");
const money = (tag, amount, currency) =>
  plain(new Intl.NumberFormat(tag, { style: "currency", currency }).format(amount)).replace(/[.,]00(?!\d)/, "");
const speaking = async (tag) => {
  const person = await customer("Ana Ruiz", [], { locale: tag });
  return person;
};
// Without letters of their own all of them look like the same box.
const hasLetters = (page) => page.evaluate(() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 }).getContext("2d");
  const drawn = ["紹", "友"].map((letter) => {
    canvas.clearRect(0, 0, 40, 40);
    canvas.font = "30px sans-serif";
    canvas.fillText(letter, 2, 32);
    return canvas.getImageData(0, 0, 40, 40).data.join();
  });
  return drawn[0] !== drawn[1];
});
const text = async (page) => plain(await page.locator("body").innerText());

test("in German the whole way from the link to the credit is German", async () => {
  const ana = await speaking("de-AT");
  const page = await visit(ana, "clientjoy");
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  assert.equal(await page.locator("html").getAttribute("dir"), "ltr");
  await page.getByRole("button", { name: "Meinen Link erstellen" }).click();
  await page.getByText("Das ist Ihr Link.").waitFor();
  await signup(ana, "clientjoy");
  await page.reload();
  await page.getByText("Bo K. hat sich registriert: Sie haben").waitFor();
  assert.match(await text(page), new RegExp(money("de", 50, "USD").replace("$", "\\$")));
  await page.getByRole("button", { name: "Guthaben einlösen" }).click();
  await page.getByText("Erledigt.").waitFor();
  for (const english of ["Your", "credit", "friend", "Sign", "invoice"])
    assert.doesNotMatch(await text(page), new RegExp(`\\b${english}\\b`), english);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(page.wrong, []);
  await picture(page, "german");
  const mails = await mailTo(`${ana.id}@${ana.id}.example`);
  assert.ok(mails.some(({ subject }) => subject.includes("Guthaben für eine Empfehlung verdient")), JSON.stringify(mails.map(({ subject }) => subject)));
  assert.ok(mails.every(({ html }) => html.includes('lang="de"')));
});

test("the host may ask for another language than the participant's", async () => {
  const ana = await speaking("de");
  ana.asks = { locale: "fr-CA" };
  const page = await visit(ana, "clientjoy");
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  ana.asks = { locale: "tlh" };
  assert.equal(await (await visit(ana, "clientjoy")).locator("html").getAttribute("lang"), "de");
});

test("every language is whole, and writes money and days as browsers do", async () => {
  for (const tag of ["en", "de", "fr", "es", "pt-BR", "ja"]) {
    const ana = await speaking(tag);
    const page = await visit(ana, "clientjoy");
    await page.locator("#link button").first().click();
    await page.locator("#url").waitFor();
    const seen = await text(page);
    assert.equal(await page.locator("html").getAttribute("lang"), tag);
    assert.ok(seen.includes(money(tag, 50, "USD")), `${tag}: ${money(tag, 50, "USD")} in ${seen}`);
    const day = new Intl.DateTimeFormat(tag === "en" ? "en-GB" : tag, { dateStyle: "long", timeZone: "UTC" });
    const last = day.format(new Date("2022-05-31T12:00:00Z"));
    assert.ok(seen.includes(last), `${tag}: ${last} in ${seen}`);
    assert.doesNotMatch(seen, /\b(faq|link|balance|trouble|landing)-[a-z]/, tag);
    assert.ok((await overflow(page)) <= 0, tag);
    assert.deepEqual(await axe(page), [], tag);
    assert.deepEqual(page.wrong, [], tag);
    // Japanese has its picture where its letters are: fonts-ipafont-gothic has them (docs/page.md).
    if (tag !== "ja" || (await hasLetters(page))) await picture(page, tag, { folder: "languages" });
  }
});

test("from right to left everything is mirrored, with the story from link to credit", async () => {
  const ana = await speaking("ar-XB");
  const page = await visit(ana, "clientjoy");
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  await page.locator("#link form button").click();
  await page.locator("#url").waitFor();
  await signup(ana, "clientjoy", "Bo Kim");
  await signup(ana, "clientjoy", "محمد علي");
  await page.reload();
  const box = async (place) => page.locator(place).first().boundingBox();
  const [back, bell] = [await box(".back"), await box(".bell")];
  assert.ok(back.x > bell.x, "the way back stands at the right");
  const [friend, status] = [await box("#friends tbody th, #friends tbody td"), await box("#friends .badge")];
  assert.ok(friend.x + friend.width > status.x + status.width, "the friend's name stands right of where they stand");
  const url = await box("#url");
  const copy = await box("#copy");
  assert.ok(url.x > copy.x, "the link begins at the right, its button follows");
  assert.ok((await overflow(page)) <= 0);
  assert.deepEqual(await axe(page), []);
  await picture(page, "right-to-left", { height: 1500 });
  await page.setViewportSize({ width: 320, height: 640 });
  assert.ok((await overflow(page)) <= 0);
  await picture(page, "right-to-left-phone", { height: 1500 });
});

test("the mail's offer page is mirrored too, and what it leads on to", async () => {
  await program("clientjoy-mirrored", (toml) => toml.replace('methods = ["link"]', 'methods = ["link", "accept"]'));
  for (const [name, width] of [["offer-right-to-left", 680], ["offer-right-to-left-phone", 320]]) {
    const { button } = await invite(await speaking("ar-XB"), "clientjoy-mirrored");
    const page = await blank({ viewport: { width, height: 760 } });
    await page.goto(button);
    assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
    const [heading, body] = [await page.locator("h1").boundingBox(), await page.locator("body").boundingBox()];
    const aligned = await page.locator("h1").evaluate((it) => getComputedStyle(it).textAlign);
    assert.ok(["start", "right", "center"].includes(aligned), aligned);
    assert.ok(heading.x + heading.width <= body.x + body.width + 1);
    assert.ok((await overflow(page)) <= 0, name);
    assert.deepEqual(await axe(page), [], name);
    assert.deepEqual(page.wrong, [], name);
    await picture(page, name, { folder: "friend", height: 760 });
  }
});

test("a third longer and in brackets, nothing is cut, overflows or was left untranslated at 320 px", async () => {
  for (const id of ["clientjoy", "contactually"]) {
    const ana = await speaking("en-XA");
    const page = await visit(ana, id, { viewport: { width: 320, height: 640 } });
    if (id === "clientjoy") {
      await page.locator("#link form button").click();
      await page.locator("#url").waitFor();
      await signup(ana, id);
      await page.reload();
    }
    assert.ok((await overflow(page)) <= 0, id);
    for (const place of ["h1", "h2", "button:visible", ".lead", "summary:visible", ".steps li", "dt:visible", ".badge:visible"])
      for (const words of await page.locator(place).allInnerTexts())
        assert.match(words.trim(), /^(●\s*)?\[.*\][^\]]*$/s, `${id} ${place}: ${words}`);
    for (const target of await page.locator("button:visible, .badge:visible, h1, h2").all()) {
      const isCut = await target.evaluate((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== "inline");
      assert.ok(!isCut, `${id}: ${await target.innerText()} is cut`);
    }
    assert.deepEqual(await axe(page), []);
    if (id === "clientjoy") await picture(page, "long-phone", { height: 2200 });
  }
});
