// A local stack in memory; with the story of the example host, where it is asked for.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

export async function startStack(local, root, kind = ["--ephemeral", "--no-story"]) {
  const options = ["--port", "0", "--quiet", "--print-ready", ...kind];
  const program = spawn(local, [...options, "--template", join(root, "template.yaml")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: program.stdout });
  const first = await new Promise((done, failed) => {
    lines.once("line", done);
    program.once("exit", () => failed(new Error("the local stack did not start")));
  });
  return {
    ready: JSON.parse(first),
    stop: () =>
      new Promise((done) => {
        program.once("exit", done);
        program.kill("SIGINT");
      }),
  };
}
