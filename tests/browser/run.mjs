// The hosted page in a real browser: each file of tests with a local stack of its own.
//
//   npm ci && npm test                 (in tests/browser; Chromium from your system)
//   SCREENSHOTS=1 npm test             (also writes docs/images/page)
//
// Without a browser it says that nothing was run, and succeeds; with CI=1 that is a failure.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startStack } from "./stack.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");

const places = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const chromium = places.find((place) => place && existsSync(place));
const missing = [];
if (!chromium) missing.push("no Chromium was found: apt-get install chromium, or set CHROMIUM to its path");
if (!existsSync(join(here, "node_modules/playwright-core"))) missing.push("playwright-core is not installed: npm ci in tests/browser");
if (missing.length) {
  console.log(`NOT RUN: the browser tests. ${missing.join("; ")}.`);
  process.exit(process.env.CI ? 1 : 0);
}

const local = process.env.STORIES_LOCAL ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/local");
if (!existsSync(local)) {
  console.log(`NOT RUN: the browser tests. ${local} is not built: cargo build -p local.`);
  process.exit(process.env.CI ? 1 : 0);
}

const only = process.argv.slice(2);
const files = readdirSync(join(here, "test")).filter((file) => file.endsWith(".test.mjs"));
const chosen = files.filter((file) => !only.length || only.some((name) => file.includes(name)));

// Each file has a stack of its own, since some let months pass.
let failed = 0;
for (const file of chosen) {
  const stack = await startStack(local, root);
  const tests = spawn(
    process.execPath,
    ["--test", "--test-reporter=spec", join(here, "test", file)],
    { stdio: "inherit", env: { ...process.env, CHROMIUM: chromium, LOCAL: local, STACK: JSON.stringify(stack.ready) } },
  );
  const code = await new Promise((done) => tests.on("exit", done));
  await stack.stop();
  if (code !== 0) failed += 1;
}
process.exit(failed ? 1 : 0);
