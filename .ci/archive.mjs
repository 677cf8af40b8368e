// The workspace as `degit` gives it: from an archive, without `.git`, under another name, in a path with a blank. It serves and answers,
// a part of its tests passes, and of its check what reads the tree as a whole (CI runs all of both on a clone). Runs on Node 18 and newer, without dependencies.
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
if (!existsSync(join(root, ".git"))) {
  console.log("not run: this is no clone, so there is nothing to make an archive of");
  process.exit(0);
}
const parent = realpathSync(mkdtempSync(join(tmpdir(), "kingpost archive-")));
// Root's server runs as user postgres, who must be able to enter.
chmodSync(parent, 0o755);
const app = join(parent, "my app");
mkdirSync(app);
try {
  await run(root, "sh", ["-c", 'git archive HEAD | tar -x -C "$0"', app]);
  await step("npm start", process.execPath, [".ci/smoke.mjs"]);
  await step("npm test of a part", "npm", [
    "test",
    "--",
    "tools/Totals",
    "tools/standalone",
    "orm/test/json",
  ]);
  await step("npm run check", "npm", ["run", "--silent", "check", "--", "format", "house"]);
} catch (error) {
  console.error(`archive: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
}

async function step(name, program, args) {
  const begin = Date.now();
  await run(app, program, args);
  console.log(`archive: ${name} (${Math.round((Date.now() - begin) / 1000)} s)`);
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
