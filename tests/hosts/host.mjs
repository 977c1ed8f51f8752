// A host under test: a process of its own, reached over HTTP alone.
import { spawn } from "node:child_process";
import { request } from "node:http";
import { createServer } from "node:net";
import { framework } from "./frameworks.mjs";

const PATIENCE_MS = 60_000;

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(String(port)));
    });
  });

// Starts the host that lies at a folder, and waits until it answers.
export async function start(name, at, environment) {
  const port = await freePort();
  const [command, ...rest] = framework(name).start(port);
  const env = { ...process.env, PORT: port, PYTHONDONTWRITEBYTECODE: "1", ...environment };
  const program = spawn(command, rest, { cwd: at, env, stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  program.stderr.on("data", (text) => { words = (words + text).slice(-4_000); });
  const ended = new Promise((done) => program.once("exit", done));
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await get(url, "/ready").catch(() => undefined);
    if (answer?.status === 200) break;
    if (program.exitCode !== null || Date.now() > deadline) {
      program.kill();
      throw new Error(`${name} does not answer at ${url}: ${answer?.body ?? ""}\n${words}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  return { url, words: () => words, stop: () => { program.kill(); return ended; } };
}

// A request whose path goes out as it is written, which fetch would tidy up.
export function ask(url, { method = "GET", path = "/", headers = {}, form }) {
  const body = form && new URLSearchParams(form).toString();
  const all = { ...headers, ...(body && { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) }) };
  return new Promise((done, failed) => {
    const asked = request(url, { method, path, headers: all, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (more) => { text += more; });
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, cookies: (answer.headers["set-cookie"] ?? []).map(cookie), body: text }));
    });
    asked.on("error", failed).end(body);
  });
}

export const get = (url, path, headers) => ask(url, { path, headers });

// A Set-Cookie header, taken apart (RFC 6265): names of attributes in lower case.
function cookie(header) {
  const [pair, ...attributes] = header.split(";").map((part) => part.trim());
  const [name, ...value] = pair.split("=");
  const of = (attribute) => {
    const [name, ...value] = attribute.split("=");
    return [name.toLowerCase(), value.length ? value.join("=").toLowerCase() : true];
  };
  return { name, value: value.join("="), ...Object.fromEntries(attributes.map(of)) };
}
