// What every snippet must do, asked of each over HTTP: one table of cases for all frameworks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { framework, laid, names, root } from "./frameworks.mjs";
import * as goodword from "./goodword.mjs";
import { ask, get, start } from "./host.mjs";

const DAY = 86_400;
const ANA = "ana12345.1653469200.mac-of_ana";
const BEA = "bea12345.1653469300.mac-of_bea";
const CAT = "cat12345.1653469400.mac-of_cat";

// What is no token: nothing of it may come back as a cookie, and no page may break over it.
const HOSTILE = {
  "nothing": "",
  "a bare code": "ana12345",
  "two parts": "ana12345.1653469200",
  "four parts": `${ANA}.more`,
  "an empty part": "ana12345..mac",
  "a time in words": "ana12345.yesterday.mac",
  "digits of another script": `ana12345.${encodeURIComponent("١٢٣")}.mac`,
  "letters of another script": `${encodeURIComponent("аna")}.1653469200.mac`,
  "two tokens at once": `${ANA}..${BEA}`,
  "overlong": `${"a".repeat(65)}.1653469200.mac`,
  "very long": "a".repeat(6_000),
  "markup": "%3Cscript%3Ealert(1)%3C/script%3E",
  "a quote": `%22${ANA}`,
  "a semicolon": `${ANA};%20Domain=evil.example`,
  "an encoded semicolon": `${ANA}%3B%20Domain%3Devil.example`,
  "a header": `${ANA}%0d%0aSet-Cookie:%20evil=1`,
  "a line's end": `${ANA}%0a`,
  "a nul": `${ANA}%00`,
  "broken UTF-8": "%ff%fe.1653469200.mac",
  "a broken escape": "%zz.1653469200.mac",
  "a space": `%20${ANA}`,
};
const STRANGE_QUERIES = [`/?ref[]=${ANA}`, `/?ref[a]=${ANA}&ref=x`, "/?ref=x&ref[b]=y", "/?ref", "/?%zz", `/?REF=${ANA}`];

// What a browser would send, kept from an earlier visit or planted by somebody.
const PLANTED = { "markup": '"><b>', "a header": "x%0d%0aevil:1", "too much": "a.1.b..".repeat(500), "broken UTF-8": "%ff%fe", "one half": `${ANA}.` };

const kept = (answer) => answer.cookies.find((cookie) => cookie.name === "gw_ref");
const browser = (value) => ({ cookie: `theme=dark; gw_ref=${value}; other=1` });

describe("what a host's snippets do", { concurrency: false }, () => {
  const friends = {};
  before(async () => Object.assign(friends, await referrers()));
  test("a program may call what its links append via or r", async () => {
    const toml = preset("clientjoy").replace('"first_touch"', '"first_touch"\nparameter = "via"');
    await goodword.program("named", toml);
    assert.match((await goodword.followed(friends.ana, "named", "via")).ref, /^[\w-]+\.\d+\.[\w-]+$/);
    assert.equal((await goodword.followed(friends.ana, "named", "ref")).ref, null);
  });
  for (const name of names) suite(name, friends);
});

const preset = (name) => readFileSync(join(root, "shared/domain/presets", `${name}.toml`), "utf8");

// Ana and Bea refer in two programs, of which one counts the first touch, the other the latest.
async function referrers() {
  await goodword.program("first", preset("clientjoy"));
  await goodword.program("latest", preset("clientjoy").replace('"first_touch"', '"last_touch"'));
  await goodword.program("accepts", preset("contactually"));
  const [ana, bea] = [await goodword.customer("ana"), await goodword.customer("bea")];
  const links = {};
  for (const program of ["first", "latest"]) {
    const { ref: earlier, code } = await goodword.followed(ana, program);
    await goodword.pass("P1D");
    const { ref: later } = await goodword.followed(bea, program);
    links[program] = { code, both: `${earlier}..${later}`, later };
  }
  return { ana, links };
}

function suite(name, friends) {
  const lacking = framework(name).missing();
  if (lacking) {
    // Said by the runner, too; where CI is set it is a failure.
    test(`${name}: not run, ${lacking}`, { skip: !process.env.CI }, () => assert.fail(lacking));
    return;
  }
  describe(`${name} (${framework(name).is()})`, () => {
    let plain, special;
    before(async () => {
      const at = laid(name);
      const { url: GOODWORD, key: GOODWORD_KEY } = goodword;
      plain = await start(name, at, { GOODWORD, GOODWORD_KEY });
      // Nothing listens where this one looks for Goodword.
      special = await start(name, at, {
        GOODWORD: "http://127.0.0.1:9", GOODWORD_KEY,
        CAPTURE_NAME: "via", CAPTURE_DAYS: "30", CAPTURE_DOMAIN: "acme.example", ON_CONSENT: "1",
      });
    });
    after(() => Promise.all([plain, special].map((host) => host?.stop())));
    landing(() => plain);
    hostility(() => plain);
    settings(() => special);
    signups(name, () => plain, friends);
    outage(name, () => special);
  });
}

function landing(host) {
  const land = (path, headers) => get(host().url, path, headers);

  test("a followed link is kept, out of scripts' reach, for 90 days", async () => {
    const answer = await land(`/?ref=${ANA}`);
    const cookie = kept(answer);
    assert.equal(answer.cookies.length, 1);
    assert.equal(cookie.value, ANA);
    assert.equal(cookie.path, "/");
    assert.equal(cookie.httponly, true);
    assert.equal(cookie.secure, true);
    assert.equal(cookie.samesite, "lax");
    assert.equal(cookie.domain, undefined);
    lives(cookie, 90 * DAY);
    assert.match(answer.headers["cache-control"], /private/);
    assert.doesNotMatch(answer.headers["cache-control"], /public/);
  });

  test("the page is the one that was asked for, with its whole query, and nothing redirects", async () => {
    const query = `plan=pro&ref=${ANA}&utm=a%20b&empty=`;
    const answer = await land(`/pricing?${query}`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.location, undefined);
    const seen = JSON.parse(answer.body);
    assert.equal(seen.path, "/pricing");
    assert.deepEqual([...new URLSearchParams(seen.query)], [...new URLSearchParams(query)]);
    assert.equal(kept(answer).value, ANA);
  });

  test("another link is kept beside the first, and the latest in place of a later one", async () => {
    assert.equal(kept(await land(`/?ref=${BEA}`, browser(ANA))).value, `${ANA}..${BEA}`);
    assert.equal(kept(await land(`/?ref=${CAT}`, browser(`${ANA}..${BEA}`))).value, `${ANA}..${CAT}`);
  });

  test("a touch that is kept already changes nothing, however often the page is opened", async () => {
    for (const touch of [ANA, BEA]) assert.deepEqual((await land(`/?ref=${touch}`, browser(`${ANA}..${BEA}`))).cookies, []);
  });

  test("without a link, or where nobody looks at a page, nothing is kept", async () => {
    assert.deepEqual((await land("/")).cookies, []);
    assert.deepEqual((await land(`/?via=${ANA}`)).cookies, []);
    assert.deepEqual((await land("/", browser(ANA))).cookies, []);
    for (const method of ["HEAD", "POST"]) {
      assert.deepEqual((await ask(host().url, { method, path: `/elsewhere?ref=${ANA}`, form: method === "POST" ? {} : undefined })).cookies, [], method);
    }
  });
}

function hostility(host) {
  for (const [what, value] of Object.entries(HOSTILE)) {
    test(`${what} in the address is kept nowhere and breaks nothing`, async () => {
      const answer = await get(host().url, `/?ref=${value}`);
      assert.ok(answer.status < 500, `${answer.status} ${host().words()}`);
      assert.deepEqual(answer.cookies, []);
      assert.equal(answer.headers.evil, undefined);
    });
  }

  test("a strange query breaks no page", async () => {
    for (const path of STRANGE_QUERIES) {
      const answer = await get(host().url, path);
      assert.ok(answer.status < 500, `${path}: ${answer.status} ${host().words()}`);
      assert.ok(answer.cookies.every(({ value }) => value === ANA), path);
    }
    const twice = await get(host().url, `/?ref=${ANA}&ref=${BEA}`);
    assert.ok(twice.status < 500);
    assert.ok(twice.cookies.every(({ value }) => value === ANA || value === BEA));
  });

  for (const [what, value] of Object.entries(PLANTED)) {
    test(`a cookie with ${what} is no earlier touch`, async () => {
      const answer = await get(host().url, `/?ref=${BEA}`, browser(value));
      assert.ok(answer.status < 500, `${answer.status} ${host().words()}`);
      const found = kept(answer)?.value ?? "";
      assert.equal(found, what === "too much" ? `a.1.b..${BEA}` : BEA);
    });
  }
}

function settings(host) {
  const consents = { cookie: "consent=yes" };

  test("where capture waits for consent, nothing is kept before it", async () => {
    assert.deepEqual((await get(host().url, `/?via=${ANA}`)).cookies, []);
    assert.deepEqual((await get(host().url, `/?via=${ANA}`, { cookie: "consent=no" })).cookies, []);
    assert.equal(kept(await get(host().url, `/?via=${ANA}`, consents)).value, ANA);
  });

  test("the parameter's name, the window and the domain are settings", async () => {
    assert.deepEqual((await get(host().url, `/?ref=${ANA}`, consents)).cookies, []);
    const cookie = kept(await get(host().url, `/?via=${ANA}`, consents));
    assert.equal(cookie.domain.replace(/^\./, ""), "acme.example");
    lives(cookie, 30 * DAY);
  });
}

function signups(name, host, friends) {
  let count = 0;
  // A host tries again until Goodword has answered, which on a busy machine may take a second try.
  const signUp = async (...brought) => {
    count += 1;
    for (let tries = 1; ; tries += 1) {
      const answer = await once(...brought);
      if (answer.told || tries === 10) return answer;
    }
  };
  const once = async (brought = {}, headers = {}) => {
    const id = `${name}-${count}`;
    const form = { account_id: `${id}-co`, member_id: id, email: `${id}@${id}.example`, signed_up_at: await goodword.now(), ...brought };
    const answer = await ask(host().url, { method: "POST", path: "/signup", form, headers });
    assert.equal(answer.status, 200, `${answer.body} ${host().words()}`);
    // Some frameworks take back only a cookie that came.
    if (headers.cookie) forgets(kept(answer));
    return JSON.parse(answer.body);
  };
  const referrer = ({ told, outcome, error }) => {
    assert.ok(told, error);
    return outcome.referral?.referrer_participant_id;
  };

  test("the server tells Goodword of both touches, and the program's model says which counts", async () => {
    assert.equal(referrer(await signUp({}, browser(friends.links.first.both))), "ana");
    assert.equal(referrer(await signUp({}, browser(friends.links.latest.both))), "bea");
  });

  test("what a form brings in a hidden field counts as the cookie does", async () => {
    assert.equal(referrer(await signUp({ gw_ref: friends.links.first.later })), "bea");
  });

  test("an accepted invite's token is passed on", async () => {
    const accept_token = await goodword.accepted(friends.ana, "accepts", `friend@${name}.example`);
    const { outcome } = await signUp({ accept_token });
    assert.equal(outcome.referral.referrer_participant_id, "ana");
    assert.equal(outcome.referral.program_id, "accepts");
  });

  test("a code that was typed in is passed on", async () => {
    assert.equal(referrer(await signUp({ code: ` ${friends.links.first.code} ` })), "ana");
  });

  test("a signup without a referral, or with rubbish, is a signup", async () => {
    assert.equal(referrer(await signUp()), undefined);
    assert.equal(referrer(await signUp({ gw_ref: "<b>", accept_token: "a.b", code: "x".repeat(5_000) }, browser('"><b>'))), undefined);
    assert.equal(referrer(await signUp({ gw_ref: "a.1.b..".repeat(40) }, browser("a.1.b..".repeat(40)))), undefined);
  });
}

function outage(name, host) {
  test("where Goodword cannot be reached, the host hears of it and can try again", async () => {
    const form = { account_id: "late-co", member_id: "late", email: "late@late.example", signed_up_at: "2022-05-25T09:00:00Z" };
    const answer = await ask(host().url, { method: "POST", path: "/signup", form });
    assert.equal(answer.status, 200, `${answer.body} ${host().words()}`);
    const { told, error } = JSON.parse(answer.body);
    assert.equal(told, false);
    assert.ok(error);
  });
}

// Whoever signs up next in this browser is somebody else.
function forgets(cookie) {
  assert.ok(cookie, "the cookie is not taken back");
  assert.equal(cookie.path, "/");
  assert.ok(Number(cookie["max-age"] ?? 1) <= 0 || Date.parse(cookie.expires) < Date.now(), JSON.stringify(cookie));
}

// Some frameworks make the age from the date at which the cookie ends, when the answer goes out.
function lives(cookie, seconds) {
  const age = Number(cookie["max-age"]);
  assert.ok(age <= seconds && age >= seconds - 2, `${age} is not ${seconds}`);
}
