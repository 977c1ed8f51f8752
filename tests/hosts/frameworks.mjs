// The hosts that are tested: what each needs, how it is built and started, and what it is.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "../..");
const work = join(here, ".work");
const python = join(work, "venv/bin/python");

const has = (command) => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
const hasModule = (name) => existsSync(join(here, "node_modules", name));
const hasPython = (name) => existsSync(python) && spawnSync(python, ["-c", `import ${name}`]).status === 0;
const phpHas = (file) => spawnSync("php", ["-r", `require_once '${file}';`]).status === 0;
const said = (command, ...rest) => execFileSync(command, rest, { encoding: "utf8" }).trim();
const versionOf = (name) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"))).version;

// Each: what is missing (or nothing), how to build in its folder, and how to start there.
const frameworks = {
  express: {
    missing: () => !hasModule("express") && "express is not installed: npm ci in tests/hosts",
    start: () => [process.execPath, "app.mjs"],
    is: () => `Express ${versionOf("express")}, Node.js ${process.version}`,
  },
  nextjs: {
    missing: () => !hasModule("next") && "next is not installed: npm ci in tests/hosts",
    build: (at) => run(at, process.execPath, next, "build"),
    start: (port) => [process.execPath, next, "start", "--hostname", "127.0.0.1", "--port", port],
    is: () => `Next.js ${versionOf("next")}, Node.js ${process.version}`,
  },
  django: {
    missing: () => !hasPython("django") && "Django is not installed: python3 -m venv tests/hosts/.work/venv, and pip install -r tests/hosts/requirements.txt in it",
    start: () => [python, "app.py"],
    is: () => `Django ${said(python, "-m", "django", "--version")}, ${said(python, "--version")}`,
  },
  fastapi: {
    missing: () => !hasPython("fastapi") && "FastAPI is not installed: as Django",
    start: () => [python, "app.py"],
    is: () => `FastAPI ${said(python, "-c", "import fastapi; print(fastapi.__version__)")}, ${said(python, "--version")}`,
  },
  rails: {
    missing: () => !(has("puma") && spawnSync("ruby", ["-e", "require 'action_controller/railtie'"]).status === 0) && "Rails is not installed: apt-get install ruby-rails puma",
    start: (port) => ["puma", "--quiet", "--bind", `tcp://127.0.0.1:${port}`, "config.ru"],
    is: () => `Rails ${said("ruby", "-e", "require 'rails'; print Rails.version")}, ${said("ruby", "--version").split(" (")[0]}`,
  },
  laravel: {
    missing: () => !(has("php") && phpHas("Illuminate/autoload.php")) && "Laravel is not installed: apt-get install php-cli php-laravel-framework",
    start: (port) => ["php", "-d", "display_errors=stderr", "-S", `127.0.0.1:${port}`, "app.php"],
    is: () => `Laravel ${said("php", "-r", "require 'Illuminate/autoload.php'; print Illuminate\\Foundation\\Application::VERSION;")}, ${said("php", "--version").split(" (")[0]}`,
  },
  go: {
    missing: () => !has("go") && "Go is not installed: apt-get install golang-go",
    build: (at) => {
      mkdirSync(join(at, "goodword"));
      for (const file of ["capture.go", "signup.go"]) cpSync(join(root, "docs/hosts/go", file), join(at, "goodword", file));
      for (const file of ["capture.go", "signup.go"]) rmSync(join(at, file));
      run(at, "go", "vet", "./...");
      run(at, "go", "build", "-o", "host", ".");
    },
    start: () => ["./host"],
    is: () => said("go", "version").split(" ").slice(0, 3).join(" "),
  },
  axum: {
    missing: () => !existsSync(axum) && `Axum's host is not built: cargo build -p stories --examples (looked for ${axum})`,
    start: () => [axum],
    is: () => `Axum ${/name = "axum"\nversion = "(.*)"/.exec(readFileSync(join(root, "Cargo.lock"), "utf8"))[1]}`,
  },
};

const next = join(here, "node_modules/next/dist/bin/next");
const axum = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/examples/axum_host");

function run(at, command, ...rest) {
  const environment = { ...process.env, HOSTS_ROOT: here, NEXT_TELEMETRY_DISABLED: "1", GOFLAGS: "-mod=mod", GOPROXY: "off", CI: "1" };
  execFileSync(command, rest, { cwd: at, env: environment, stdio: ["ignore", "ignore", "inherit"] });
}

const only = process.env.HOSTS?.split(",");
export const names = Object.keys(frameworks).filter((name) => !only || only.includes(name));
export const framework = (name) => frameworks[name];

// A folder with the host's application and, beside it, the snippets as docs/hosts has them.
export function laid(name) {
  const at = join(work, name);
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at, { recursive: true });
  if (existsSync(join(here, "apps", name))) cpSync(join(here, "apps", name), at, { recursive: true });
  cpSync(join(root, "docs/hosts", name), at, { recursive: true });
  frameworks[name].build?.(at);
  return at;
}
