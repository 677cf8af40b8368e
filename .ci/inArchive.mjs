// A place without `.git` for checks: what `git archive` gives of this clone, in a folder of its own that is gone afterwards. Runs on Node 18
// and newer, without dependencies.
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs the steps there one after the other, each a program with its arguments, and says how long each took. Ends with code 1 at the first that
 * fails.
 * @param check what it is called in front of its lines
 * @param steps `[name, program, ...args]` of each
 */
export async function inArchive(check, steps) {
  if (!existsSync(join(root, ".git"))) {
    console.log("not run: this is no clone, so there is nothing to make an archive of");
    return;
  }
  const parent = realpathSync(mkdtempSync(join(tmpdir(), `kingpost ${check}-`)));
  // Root's server runs as user postgres, who must be able to enter.
  chmodSync(parent, 0o755);
  const app = join(parent, "my app");
  mkdirSync(app);
  try {
    await run(root, "sh", ["-c", 'git archive HEAD | tar -x -C "$0"', app]);
    for (const [name, program, ...args] of steps) {
      const begin = Date.now();
      await run(app, program, args);
      console.log(`${check}: ${name} (${Math.round((Date.now() - begin) / 1000)} s)`);
    }
  } catch (error) {
    console.error(`${check}: ${error.message}`);
    process.exitCode = 1;
  } finally {
    rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
  }
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
