// The guide is true: its commands work in their order, its snippets are those that are tested.
//
//   WRITE=1 node --test guide.test.mjs     puts the snippets' files into docs/hosts/frameworks.md
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./frameworks.mjs";

const docs = join(root, "docs/hosts");
const read = (file) => readFileSync(join(docs, file), "utf8");
const guide = read("README.md");

test("frameworks.md has every snippet as it is tested", () => {
  const block = /<!-- (\S+) -->\n```(\w+)\n[^]*?^```$/gm;
  const page = read("frameworks.md");
  const filled = page.replace(block, (_, file, language) => `<!-- ${file} -->\n\`\`\`${language}\n${read(file)}\`\`\``);
  if (process.env.WRITE) writeFileSync(join(docs, "frameworks.md"), filled);
  else assert.equal(page, filled, "run WRITE=1 node --test guide.test.mjs");
  const shown = [...page.matchAll(block)].map(([, file]) => file).sort();
  const folders = readdirSync(docs, { withFileTypes: true }).filter((it) => it.isDirectory() && it.name !== "browser");
  assert.deepEqual(shown, folders.flatMap(({ name }) => readdirSync(join(docs, name)).map((file) => `${name}/${file}`)).sort());
});

// A line of code is one that is neither blank, nor a comment, nor an import, nor a lone bracket.
const isCode = (line) => !/^\s*($|\/\/|\/?\*|#(?!\[)|"""|import |from |use |package |require |namespace |<\?php|[\])}>;,]+$|end$)/.test(line);

test("no middleware has more than 20 lines", () => {
  const starts = { go: /^func Capture/m, axum: /^pub async fn capture/m };
  for (const { name } of readdirSync(docs, { withFileTypes: true }).filter((it) => it.isDirectory())) {
    const file = readdirSync(join(docs, name)).find((it) => /capture/i.test(it));
    const text = read(`${name}/${file}`);
    const begins = text.search(starts[name] ?? /^/);
    const middleware = starts[name] ? text.slice(begins, text.indexOf("\n}\n", begins)) : text;
    const lines = middleware.split("\n").filter(isCode).length;
    assert.ok(lines <= 20, `${name}/${file} has ${lines} lines`);
  }
});

test("capture.js is under 1 KB, and the guide has its hash", () => {
  const script = readFileSync(join(docs, "browser/capture.js"));
  assert.ok(script.length < 1024, `${script.length} bytes`);
  const hash = `sha384-${createHash("sha384").update(script).digest("base64")}`;
  assert.ok(guide.includes(`integrity="${hash}"`), `the guide must say ${hash}`);
});

test("the bell's rule takes the event as it is sent, and no other", () => {
  const rule = read("bell.yaml");
  const list = (name) => new RegExp(`${name}: \\[(.*)\\]`).exec(rule)[1].split(", ");
  assert.deepEqual(list("source"), ["goodword"]);
  for (const type of list("detail-type")) readFileSync(join(root, `docs/events/${type}.v1.json`));
});

// The commands of the guide, as one script; each block's output up to a mark.
test("the commands work in their order, and print what the guide says", async () => {
  const { url: GOODWORD, stripe_url: STRIPE } = JSON.parse(process.env.STORY);
  const { secrets } = await (await fetch(`${GOODWORD}/_local/secrets`)).json();
  const GOODWORD_KEY = secrets["admin-api-key"];
  const blocks = [...guide.matchAll(/^```sh\n([^]*?)^```$(?:\n\n```(json|text)\n([^]*?)^```$)?/gm)];
  assert.ok(blocks.length >= 10);
  const mark = "-- end of the block";
  const curl = 'curl() { command curl --fail-with-body --silent --show-error "$@"; }';
  const script = ["set -euo pipefail", curl, ...blocks.flatMap(([, commands]) => [commands, `echo; echo "${mark}"`])].join("\n");
  const environment = { ...process.env, GOODWORD, GOODWORD_KEY, STRIPE, STRIPE_KEY: "sk_test_local" };
  const printed = execFileSync("bash", ["-c", script], { env: environment, encoding: "utf8" }).split(mark);
  for (const [index, [, commands, kind, said]] of blocks.entries()) {
    const output = printed[index].trim();
    if (kind === "text") assert.equal(output, said.trim(), commands);
    if (kind === "json") assert.doesNotThrow(() => holds(JSON.parse(output.split("\n").at(-1)), JSON.parse(said)), `${commands}\n${output}`);
  }
});

// Whether an answer has all that the guide shows of it.
function holds(answer, said) {
  if (said === null || typeof said !== "object") return assert.equal(answer, said);
  for (const [name, value] of Object.entries(said)) holds(answer?.[name], value);
}
