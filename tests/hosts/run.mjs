// The snippets of docs/hosts, each in its own framework, against a local stack of their own.
//
//   npm ci && npm test                 (in tests/hosts; what else is needed it says)
//   npm test express go                (these alone)
//
// What is not installed is named and not run; with CI=1 that is a failure.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startStack } from "../browser/stack.mjs";
import { framework, here, names, root } from "./frameworks.mjs";

const only = process.argv.slice(2);
const chosen = names.filter((name) => !only.length || only.includes(name));
for (const name of chosen) {
  const lacking = framework(name).missing();
  console.log(lacking ? `NOT RUN: ${name}. ${lacking}.` : `${name}: ${framework(name).is()}`);
}

const local = process.env.STORIES_LOCAL ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/local");
if (!existsSync(local)) {
  console.log(`NOT RUN: any of them. ${local} is not built: cargo build -p local.`);
  process.exit(process.env.CI ? 1 : 0);
}

const files = only.length ? ["contract"] : ["contract", "guide"];
const stack = await startStack(local, root);
// The guide's commands begin where `cargo run` does.
const story = await startStack(local, root, ["--ephemeral", "--story"]);
const env = { ...process.env, STACK: JSON.stringify(stack.ready), STORY: JSON.stringify(story.ready), HOSTS: chosen.join(",") };
const paths = files.map((name) => join(here, `${name}.test.mjs`));
const tests = spawn(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...paths], { stdio: "inherit", env });
const code = await new Promise((done) => tests.on("exit", done));
await Promise.all([stack.stop(), story.stop()]);
process.exit(code ?? 1);
