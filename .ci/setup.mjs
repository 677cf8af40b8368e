// What `setup` leaves when nothing is kept but these checks themselves: it is migrated, generated, type-checked, tested and served. Runs on
// Node 18 and newer, without dependencies.
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
if (!existsSync(join(root, ".git"))) {
  console.log("not run: this is no clone, so there is nothing to make an archive of");
  process.exit(0);
}
const app = realpathSync(mkdtempSync(join(tmpdir(), "kingpost setup-")));
// Root's server runs as user postgres, who must be able to enter.
chmodSync(app, 0o755);
try {
  await run(root, "sh", ["-c", 'git archive HEAD | tar -x -C "$0"', app]);
  await npm("run", "setup", "--", "--name", "bookshop", "--keep", "ci", "--no-git");
  await npm("run", "check", "--", "types", "types of the app", "format", "dead code");
  await npm("run", "codegen", "--", "--check");
  await npm("test", "--", "app-template", "tools/doctest");
  await step("npm start", process.execPath, [".ci/smoke.mjs"]);
} catch (error) {
  console.error(`setup: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(app, { recursive: true, force: true, maxRetries: 5 });
}

function npm(...args) {
  return step(`npm ${args.join(" ")}`, "npm", ["--silent", ...args]);
}

async function step(name, program, args) {
  const begin = Date.now();
  await run(app, program, args);
  console.log(`setup: ${name} (${Math.round((Date.now() - begin) / 1000)} s)`);
}

function run(cwd, program, args) {
  // Nothing above the folder tells of a repository.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(cwd) };
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", failed);
    child.on("close", (code) =>
      code === 0
        ? done()
        : failed(new Error(`${program} ${args.join(" ")} ended with code ${code}`)),
    );
  });
}
