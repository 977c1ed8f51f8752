// What a friend gets: the mail and the page behind it (C10, K10, K19, F53 to F55, F63, S18).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, blank, close, customer, host, invite, mailTo, overflow, pass, picture, program, settle, url, visit } from "../world.mjs";

const both = (toml) => toml.replace('methods = ["link"]', 'methods = ["link", "accept"]');
const status = (word) => (toml) => both(toml).replace('status = "active"', `status = "${word}"`);
before(async () => {
  await program("clientjoy-friends", both);
  await program("contactually");
});
after(close);

const signupLink = (page) => page.locator('main a[href^="http"]').last();
const folder = "friend";

// A page with the mail's HTML, as a mail program shows it.
async function shown(mail, options = {}) {
  const page = await blank({ viewport: { width: 680, height: 900 }, ...options });
  // By night the ground is the mail program's own, which axe cannot see.
  const ground = options.colorScheme === "dark" ? "<style>html{background:#1f1f1f}</style>" : "";
  await page.setContent(mail.html.replace("</head>", `${ground}</head>`));
  return page;
}

async function invited(more = {}, who = "Alice Doe", id = "clientjoy-friends") {
  const alice = await customer(who);
  return { alice, ...(await invite(alice, id, more)) };
}

test("the mail says who, what, until when and why, has one button and one click to stop, and is small", async () => {
  const { mail, email } = await invited();
  assert.deepEqual(mail.to, [email]);
  assert.match(mail.subject, /^Alice Doe gives you \$50/);
  assert.ok(mail.html.length < 30_000, String(mail.html.length));
  for (const text of [mail.text, mail.html]) {
    assert.match(text, /Alice/);
    assert.match(text, /\$50 credit for you/);
    assert.match(text, /Valid until 31 May 2022, 23:59 IST/);
    assert.match(text, /Why did I get this\?/);
    assert.match(text, /Never write me again/);
    assert.match(text, /1 Example Street/);
  }
  assert.equal(mail.html.match(/class="button"/g).length, 1);
  assert.doesNotMatch(mail.html, /<img|<script|<link|url\(|@import/);
  const header = (name) => mail.headers.find((it) => it.name === name)?.value;
  assert.equal(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
  const [, stop] = header("List-Unsubscribe").match(/<(.*)>/);
  const answer = await fetch(stop, { method: "POST", body: "List-Unsubscribe=One-Click" });
  assert.equal(answer.status, 200);
  // Whoever asks, nothing comes any more.
  const other = await customer("Cy Ode");
  await pass("PT24H");
  await host("POST", "/v1/invites", { account_id: other.account, participant_id: other.id, program_id: "clientjoy-friends", recipients: [{ email }] });
  assert.equal((await mailTo(email)).length, 1);
});

test("the mail is legible by day and by night, on a phone, and from right to left", async () => {
  const { alice, mail } = await invited();
  for (const [name, options] of [
    ["mail", {}],
    ["mail-dark", { colorScheme: "dark" }],
    ["mail-phone", { viewport: { width: 320, height: 640 } }],
    ["mail-phone-dark", { viewport: { width: 320, height: 640 }, colorScheme: "dark" }],
  ]) {
    const page = await shown(mail, options);
    assert.deepEqual(await axe(page), [], name);
    assert.ok((await overflow(page)) <= 0, name);
    assert.deepEqual(page.asked.filter((it) => it.startsWith("http")), []);
    await picture(page, name, { folder, height: 820 });
  }
  for (const locale of ["de", "fr", "es", "pt-BR", "ja", "ar-XB"]) {
    const { mail } = await invite(alice, "clientjoy-friends", { locale });
    const page = await shown(mail);
    assert.equal(await page.locator("html").getAttribute("lang"), locale);
    assert.deepEqual(await axe(page), [], locale);
    if (locale !== "ja") await picture(page, `mail-${locale}`, { folder, height: 820 });
  }
});

test("the friend's language is the invite's, else the referrer's, else the program's", async () => {
  await program("clientjoy-spanish", (toml) => both(toml).replace('locale = "en"', 'locale = "es"'));
  const lang = async (own, asked) => {
    const alice = await customer("Alice Doe", [], own);
    const { mail, button } = await invite(alice, "clientjoy-spanish", asked);
    const page = await (await fetch(button)).text();
    const [of, its] = [mail.html, page].map((html) => html.match(/<html lang="([^"]+)"/)[1]);
    assert.equal(of, its);
    return of;
  };
  assert.equal(await lang({ locale: "fr" }, { locale: "ja" }), "ja");
  assert.equal(await lang({ locale: "fr" }, {}), "fr");
  assert.equal(await lang({}, {}), "es");
});

test("the page offers what the mail did, works without JavaScript, and leads to the host's signup page", async () => {
  const { button } = await invited();
  for (const [name, options] of [
    ["offer", {}],
    ["offer-dark", { colorScheme: "dark" }],
    ["offer-phone", { viewport: { width: 320, height: 640 } }],
    ["offer-phone-dark", { viewport: { width: 320, height: 640 }, colorScheme: "dark" }],
  ]) {
    const page = await blank({ ...options, javaScriptEnabled: name !== "offer-phone" });
    await page.goto(button);
    await page.getByRole("heading", { name: "Alice invites you to" }).waitFor();
    await page.getByText("$50 credit for you").waitFor();
    if (name !== "offer-phone") assert.deepEqual(await axe(page), [], name);
    assert.deepEqual(page.asked.filter((asked) => !asked.startsWith(url)), []);
    assert.deepEqual(page.wrong, []);
    await picture(page, name, { folder, height: 900 });
  }
  const page = await blank({ javaScriptEnabled: false });
  await page.route("https://**", (route) => route.fulfill({ status: 200, body: "signup" }));
  await page.goto(button);
  await page.getByRole("button", { name: "Accept and sign up" }).click();
  await page.waitForURL(/accept_token=/);
  assert.doesNotMatch(page.url(), /%40|@|Alice|Bo/);
});

test("the page is light, asks nobody else, and its card names nobody", async () => {
  const { button, email } = await invited();
  const answer = await fetch(button);
  const html = await answer.text();
  assert.ok(html.length < 15_000, String(html.length));
  assert.match(answer.headers.get("x-robots-tag"), /noindex/);
  assert.equal(answer.headers.get("referrer-policy"), "no-referrer");
  const head = html.split("</head>")[0];
  for (const card of ["og:title", "og:description", "twitter:card", "twitter:title"]) assert.ok(head.includes(card), card);
  assert.match(head, /\$50 credit for you/);
  assert.doesNotMatch(head, /Alice|Doe/);
  assert.ok(!html.includes(email) && !html.includes("Bo"));
  assert.doesNotMatch(html, /<script|<link|<img|url\(|@import/);
  console.log(`    ${html.length} bytes of HTML`);
});

test("whatever became of the offer is said in plain words, and the way to sign up is there", async () => {
  const states = [
    ["paused", "This offer is paused", async ({ alice }) => {
      await program("clientjoy-paused", both);
      const made = await invite(alice, "clientjoy-paused");
      await program("clientjoy-paused", status("paused"));
      return made.button;
    }, 200],
    ["ended", "This offer has ended", async ({ alice }) => {
      await program("clientjoy-ended", both);
      const made = await invite(alice, "clientjoy-ended");
      await program("clientjoy-ended", status("ended"));
      return made.button;
    }, 410],
    ["cut-off", "This link is not complete", async ({ button }) => button.slice(0, -4), 404],
    ["customer", /^You are with/, async ({ button, email }) => {
      await host("PUT", "/v1/accounts/there-already", { signed_up_at: "2022-05-01T00:00:00Z", members: [{ id: "there", email, name: "Bo" }] });
      await settle();
      return button;
    }, 200],
  ];
  for (const [name, heading, made, code] of states) {
    const page = await blank();
    const answer = await page.goto(await made(await invited()));
    assert.equal(answer.status(), code, name);
    await page.getByRole("heading", { name: heading }).waitFor();
    assert.match(await signupLink(page).getAttribute("href"), /^https?:/);
    assert.equal(await page.locator("form").count(), 0);
    assert.deepEqual(await axe(page), [], name);
    assert.deepEqual(page.wrong, [], name);
    await picture(page, name, { folder, height: 520 });
  }
});

test("whoever opens their own invite reads so, and whoever is a customer is told whom to thank", async () => {
  const { alice, button } = await invited();
  const own = await visit(alice, "clientjoy-friends");
  await own.goto(button);
  await own.getByRole("heading", { name: "This is your own invite" }).waitFor();
  assert.deepEqual(await axe(own), []);
  await picture(own, "own", { folder, height: 520 });
  const other = await visit(await customer("Cy Ode"), "clientjoy-friends");
  await other.goto(button);
  await other.getByText("Thank Alice anyway").waitFor();
});

test("an invite that was forwarded works, and one that ran out says so", async () => {
  const { button } = await invited();
  const page = await blank();
  await page.goto(button);
  await page.getByText("Did somebody pass this invite on to you?").waitFor();
  await pass("P31D");
  await settle();
  assert.equal((await page.goto(button)).status(), 410);
  await page.getByRole("heading", { name: "This invite has expired" }).waitFor();
  assert.match(await page.locator("main").innerText(), /Ask Alice for a new one/);
  assert.deepEqual(await axe(page), []);
  await picture(page, "expired", { folder, height: 520 });
});

test("scanners that get, head and post change nothing that costs money", async () => {
  const { alice, button } = await invited();
  const home = () => host("GET", `/v1/home?program_id=clientjoy-friends&account_id=${alice.account}&participant_id=${alice.id}`);
  const before = await home();
  for (const method of ["HEAD", "GET", "POST", "POST", "GET"]) {
    const answer = await fetch(button, { method, redirect: "manual" });
    assert.equal(answer.status, method === "POST" ? 303 : 200, method);
  }
  await settle();
  const now = await home();
  assert.deepEqual(now.balance, before.balance);
  assert.deepEqual(now.referrals, before.referrals);
  assert.deepEqual(now.notifications, before.notifications);
  const page = await blank();
  await page.goto(button);
  await page.getByRole("button", { name: "Accept and sign up" }).waitFor();
});

test("f54 f55 s18 hostile names and messages stay in their box, in the mail and on the page", async () => {
  const names = ["<script>document.title='pwned'</script>", "\"><img src=x onerror=alert(1)>", "{{7*7}} ${7*7}", "W".repeat(200), "محمد بن عبد الله", "👩‍👩‍👧‍👦 O’Neill"];
  for (const [index, name] of names.entries()) {
    const { mail, button } = await invited({ name, message: "Hi {friend_name},\n<b>1 < 2</b> & \"quoted\" {{7*7}}".replaceAll("{{7*7}}", "(7*7)") }, name);
    if (!mail) continue;
    assert.doesNotMatch(mail.subject, /[\r\n]/);
    for (const options of [{}, { viewport: { width: 320, height: 640 } }]) {
      const sent = await shown(mail, options);
      assert.equal(await sent.locator("script, img, b").count(), 0);
      assert.ok((await overflow(sent)) <= 0, name);
      assert.deepEqual(await axe(sent), [], name);
      const page = await blank(options);
      const answer = await page.goto(button);
      assert.match(answer.headers()["content-security-policy"], /default-src 'none'/);
      assert.doesNotMatch(answer.headers()["content-security-policy"], /unsafe/);
      assert.equal(await page.locator("main script, main img").count(), 0);
      assert.doesNotMatch(await page.title(), /pwned/);
      assert.doesNotMatch(await page.locator("body").innerText(), /\b49\b/);
      assert.ok((await overflow(page)) <= 0, name);
      assert.deepEqual(page.wrong, []);
      assert.deepEqual(await axe(page), [], name);
      if (index === 3 && options.viewport) await picture(page, "hostile-phone", { folder, height: 900 });
      if (index === 0) await picture(sent, options.viewport ? "mail-hostile-phone" : "mail-hostile", { folder, height: 900 });
    }
  }
});

test("f63 no query and no altered token leads to another site", async () => {
  const { button } = await invited();
  for (const query of ["?to=//evil.example", "?signup_url=https://evil.example", "?ref=evil", "?accept_token=evil"]) {
    const answer = await fetch(button + query, { method: "POST", redirect: "manual" });
    const led = new URL(answer.headers.get("location"));
    assert.notEqual(led.host, "evil.example");
    assert.doesNotMatch(led.searchParams.get("accept_token") ?? "", /^evil$/);
    assert.doesNotMatch(led.searchParams.get("ref") ?? "", /^evil$/);
  }
});
