// The host, its customers and their friends, who act by the public API; and the browser they use.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const ready = JSON.parse(process.env.STACK);
export const url = ready.url;
const secrets = await (await fetch(`${url}/_local/secrets`)).json();
const key = secrets["admin-api-key"] ?? secrets.secrets?.["admin-api-key"];

export const secret = async (name) => (secrets.secrets ?? secrets)[name];

let browser;
export async function open() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  return browser;
}
export async function close() {
  await browser?.close();
  browser = undefined;
}

export async function host(method, path, body, type = "application/json") {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": type },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

// A program by a preset's file, as an operator would edit it.
export async function program(id, edit = (toml) => toml) {
  const toml = readFileSync(join(here, "../../shared/domain/presets", `${id.replace(/-.*/, "")}.toml`), "utf8");
  const changed = edit(toml.replaceAll("default = true", "default = false"));
  await host("PUT", `/v1/admin/programs/${id}`, changed, "application/toml");
  await pass("PT2M");
}

export const pass = (span) =>
  fetch(`${url}/_local/clock`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ advance: span }) });
// On to the beginning of the next minute, by which calls are counted.
export const nextMinute = async () => {
  const next = new Date(Math.ceil((Date.parse(await now()) + 1000) / 60_000) * 60_000);
  await fetch(`${url}/_local/clock`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ to: next.toISOString() }) });
};
export const settle = () => fetch(`${url}/_local/settle`, { method: "POST" });
export const mails = async () => (await (await fetch(`${url}/_local/mail`)).json()).mail;

// Ids are new in each process: a stack may be shared by hand.
let people = process.pid * 100;
// Somebody with an account of their own.
export async function customer(name = "Ana Ruiz", more = [], own = {}) {
  const id = `p${++people}`;
  const member = { id, email: `${id}@${id}.example`, name, email_verified_at: "2022-05-01T00:00:00Z", ...own };
  await host("PUT", `/v1/accounts/${id}-co`, {
    signed_up_at: "2021-01-01T00:00:00Z",
    name: `${id} Co`,
    members: [member, ...more],
  });
  return { id, account: `${id}-co`, name };
}

// A friend signs up by somebody's link.
export async function signup(by, programId, name = "Bo Kim") {
  const { url: link } = await host("POST", "/v1/links", { account_id: by.account, participant_id: by.id, program_id: programId });
  const led = await fetch(link, { redirect: "manual" });
  const ref = new URL(led.headers.get("location")).searchParams.get("ref");
  const id = `f${++people}`;
  await host("POST", "/v1/signups", {
    account_id: `${id}-co`,
    member: { id, email: `${id}@${id}.example`, name },
    touches: [ref],
    program_id: programId,
    signed_up_at: (await now()),
  });
  await settle();
}

export async function now() {
  const clock = await (await fetch(`${url}/_local/clock`)).json();
  return clock.now;
}

export async function session(of, programId, more = {}) {
  const { url: entry } = await host("POST", "/v1/portal-sessions", {
    account_id: of.account,
    participant_id: of.id,
    program_id: programId,
    return_url: "https://app.example.com/settings",
    ...more,
  });
  return entry;
}

// What came to an address, oldest first.
export async function mailTo(address) {
  await settle();
  const { mail } = await (await fetch(`${url}/_local/mail?to=${encodeURIComponent(address)}`)).json();
  return mail;
}

// Somebody invites a friend by mail: the mail, and where its button leads.
export async function invite(by, programId, more = {}) {
  const id = `i${++people}`;
  const email = `${id}@${id}.example`;
  const { name = "Bo Kim", ...asked } = more;
  await host("POST", "/v1/invites", {
    account_id: by.account,
    participant_id: by.id,
    program_id: programId,
    recipients: [{ email, name }],
    ...asked,
  });
  const [mail] = await mailTo(email);
  const button = mail?.html.match(/class="button" href="([^"]+)"/)?.[1].replaceAll("&#38;", "&");
  return { email, mail, button };
}

// A page of a browser of its own, which notes whatever goes wrong in it.
export async function blank(options = {}) {
  const context = await (await open()).newContext({ viewport: { width: 780, height: 1000 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.asked = [];
  const isIcon = (message) => message.location().url.endsWith("/favicon.ico");
  const isStatus = (message) => /status of (404|410|503)/.test(message.text());
  page.on("console", (message) => message.type() === "error" && !isIcon(message) && !isStatus(message) && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("dialog", (dialog) => { page.wrong.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => page.asked.push(request.url()));
  return page;
}

// A page for somebody, in a browser of their own, which notes whatever goes wrong in it.
export async function visit(of, programId, options = {}) {
  const context = await (await open()).newContext({ viewport: { width: 780, height: 1000 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.asked = [];
  // Every site is asked for an icon; the host gives its own to its own domain.
  const isIcon = (message) => message.location().url.endsWith("/favicon.ico");
  page.on("console", (message) => message.type() === "error" && !isIcon(message) && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("dialog", (dialog) => { page.wrong.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => page.asked.push(request.url()));
  page.entry = await session(of, programId, of.asks);
  await page.goto(page.entry);
  return page;
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
// What axe finds, in words.
export async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target).join(", ")}`);
}

// How far the page is wider than what is seen of it.
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// A picture for docs/images, where they are asked for.
export async function picture(page, name, options = {}) {
  if (!process.env.SCREENSHOTS) return;
  const { width } = page.viewportSize();
  const { height = 960 } = options;
  await page.screenshot({
    path: join(here, "../../docs/images", options.folder ?? "page", `${name}.png`),
    clip: { x: 0, y: 0, width, height },
    fullPage: options.fullPage ?? true,
    animations: "disabled",
  });
}
