// The console in a browser of a member of staff.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { axe, host, open, overflow } from "./world.mjs";

const here = dirname(fileURLToPath(import.meta.url));

// A page of the console, which notes whatever goes wrong in it and whom it asks.
export async function consoleOf(role, options = {}) {
  const context = await (await open()).newContext({ viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.asked = [];
  // Every site is asked for an icon; the host gives its own to its own domain.
  const isStatus = (message) => /status of 404/.test(message.text());
  const isIcon = (message) => message.location().url.endsWith("/favicon.ico") || message.text().includes("data:,");
  page.on("console", (message) => message.type() === "error" && !isIcon(message) && !isStatus(message) && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("dialog", (dialog) => { page.wrong.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => page.asked.push(request.url()));
  const { url } = await host("POST", "/v1/console-sessions", { staff_id: `jo.${role}`, name: "Jo Marsh", role });
  await page.goto(url);
  return page;
}

// In the light, in the dark, and on a narrow phone.
export const looks = {
  "": {},
  "-dark": { colorScheme: "dark" },
  "-phone": { viewport: { width: 320, height: 640 } },
};

export async function find(page, text) {
  await page.getByRole("searchbox").fill(text);
  await page.getByRole("searchbox").press("Enter");
  await page.waitForLoadState();
}

// axe finds nothing, nothing is too wide, and nothing went wrong so far.
export async function isClean(page, name) {
  assert.deepEqual(await axe(page), [], name);
  assert.ok((await overflow(page)) <= 0, `${name} is too wide`);
  assert.deepEqual(page.wrong, [], name);
}

// A picture for docs/images/console, where they are asked for.
export async function pictureOfConsole(page, name, { height = 960 } = {}) {
  if (!process.env.SCREENSHOTS) return;
  const { width } = page.viewportSize();
  await page.screenshot({
    path: join(here, "../../docs/images/console", `${name}.png`),
    clip: { x: 0, y: 0, width, height },
    fullPage: true,
    animations: "disabled",
  });
}
