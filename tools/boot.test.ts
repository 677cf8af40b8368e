// The boot script in a project of its own, with a pnpm and an npm that only pretend: what it fetches, what it installs, what it
// hands over, and what it says when something is missing.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished, vi } from "vitest";

/** A project with the boot script, in a path with a blank. */
function newProject(files: Readonly<Record<string, string>> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), "kingpost boot-"));
  onTestFinished(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  const all = {
    "pnpm-lock.yaml": "lockfileVersion: 9\n",
    "pnpm-workspace.yaml": "packages: []\n",
    "package.json": "{}",
    "tools/run.mjs": "console.log(JSON.stringify(process.argv.slice(2)));",
    "bin/pnpm": pnpm,
    "bin/npm": "exit 1",
    ...files,
  };
  for (const [name, content] of Object.entries(all)) write(join(dir, name), content);
  copyFileSync(join(import.meta.dirname, "boot.mjs"), join(dir, "tools/boot.mjs"));
  return dir;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const isProgram = path.includes("/bin/");
  writeFileSync(path, isProgram ? `#!/bin/sh\n${content}\n` : content);
  if (isProgram) chmodSync(path, 0o755);
}

/** Says its version, and writes down what else it was asked. */
const pnpm =
  'if [ "$1" = "--version" ]; then echo 12.21.0; else echo "$*" >> calls; mkdir -p node_modules; fi';

function start(dir: string, ...args: ReadonlyArray<string>): ChildProcessWithoutNullStreams {
  const PATH = `${join(dir, "bin")}:/usr/bin:/bin`;
  return spawn(process.execPath, [join(dir, "tools/boot.mjs"), ...args], {
    cwd: "/",
    env: { ...process.env, PATH },
  });
}

async function boot(
  dir: string,
  ...args: ReadonlyArray<string>
): Promise<{ code: number; out: string; err: string }> {
  const child = start(dir, ...args);
  const ended = once(child, "close");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  return { code: Number(code), out, err };
}

/** Makes the project ask for a Node that is newer than this one. */
function askForNewerNode(dir: string): void {
  const path = join(dir, "tools/boot.mjs");
  writeFileSync(path, readFileSync(path, "utf8").replace(/node: "\d+/, 'node: "99'));
}

function callsIn(dir: string): ReadonlyArray<string> {
  const path = join(dir, "calls");
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
}

describe("boot", () => {
  it("hands the command, its arguments and its exit code over, with nothing of its own on standard output", async () => {
    const dir = newProject({
      "tools/run.mjs": "console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;",
    });
    const outcome = await boot(dir, "test", "find/batching", "--reporter=dot", "a b");
    expect(outcome).toEqual({
      code: 7,
      out: '["test","find/batching","--reporter=dot","a b"]\n',
      err: "Installing the dependencies (once)\n",
    });
  });

  it("installs from the frozen lockfile once, and again when the lockfile changed", async () => {
    const dir = newProject();
    await boot(dir, "check");
    expect(callsIn(dir)).toEqual([
      "install --frozen-lockfile --reporter=append-only --config.fetch-retries=2 --config.fetch-retry-mintimeout=2000 --config.fetch-retry-maxtimeout=10000",
    ]);
    expect(await boot(dir, "check")).toEqual({ code: 0, out: '["check"]\n', err: "" });
    expect(callsIn(dir)).toHaveLength(1);
    writeFileSync(join(dir, "pnpm-lock.yaml"), "lockfileVersion: 10\n");
    await boot(dir, "check");
    expect(callsIn(dir)).toHaveLength(2);
  });

  it("two at once install once", async () => {
    const slow =
      'if [ "$1" = "--version" ]; then echo 12.21.0; else sleep 0.4; echo "$*" >> calls; mkdir -p node_modules; fi';
    const dir = newProject({ "bin/pnpm": slow });
    const both = await Promise.all([boot(dir, "a"), boot(dir, "b")]);
    expect(both.map(({ code, out }) => [code, out])).toEqual([
      [0, '["a"]\n'],
      [0, '["b"]\n'],
    ]);
    expect(callsIn(dir)).toHaveLength(1);
    expect(existsSync(join(dir, ".toolchain.lock"))).toBe(false);
  });

  it("takes over the lock of a boot that was killed", async () => {
    const dir = newProject({ ".toolchain.lock": "999999999" });
    expect(await boot(dir, "check")).toMatchObject({ code: 0, out: '["check"]\n' });
  });

  it.runIf(process.platform === "linux")(
    "fetches Node and pnpm where they are missing, once, and runs the command with that Node",
    async () => {
      const node = `node-linux-${process.arch}`;
      const npm = [
        'echo "npm $*" >> calls',
        `mkdir -p "$3/node_modules/${node}/bin" "$3/node_modules/.bin"`,
        `ln -s ${JSON.stringify(process.execPath)} "$3/node_modules/${node}/bin/node"`,
        `printf '#!/bin/sh\\n%s\\n' ${JSON.stringify(pnpm.replaceAll('"', String.raw`\"`).replaceAll("$", String.raw`\$`))} > "$3/node_modules/.bin/pnpm"`,
        'chmod +x "$3/node_modules/.bin/pnpm"',
      ].join("\n");
      const dir = newProject({
        "bin/npm": npm,
        "bin/pnpm": "echo 8.0.0",
        "tools/run.mjs":
          "console.log(process.argv0 === process.execPath, process.env.PATH.split(':').slice(0, 2).join('\\n'));",
      });
      askForNewerNode(dir);
      const outcome = await boot(dir, "check");
      expect(outcome).toEqual({
        code: 0,
        out: `false ${dir}/.toolchain/node_modules/${node}/bin\n${dir}/.toolchain/node_modules/.bin\n`,
        err: `Fetching ${node}@99.21.0 and pnpm@12.21.0 into .toolchain (once)\nInstalling the dependencies (once)\n`,
      });
      expect(JSON.parse(readFileSync(join(dir, ".toolchain/package.json"), "utf8"))).toEqual({
        private: true,
        dependencies: { [node]: "99.21.0", pnpm: "12.21.0" },
      });
      expect(await boot(dir, "check")).toMatchObject({ code: 0, err: "" });
      expect(callsIn(dir).filter((call) => call.startsWith("npm "))).toHaveLength(1);
    },
  );

  it.each([
    [
      "npm error code ENOTFOUND",
      "The npm registry cannot be reached: npm install could not finish.",
    ],
    ["npm error code ENOSPC", "The disk is full: npm install could not finish."],
    ["npm error code E404", "The registry has no Node 99.21.0 for"],
    ["npm error code EACCES", "cannot be written: npm install could not finish."],
    ["npm error something new", "npm install failed:\nnpm error something new"],
  ])("a failure of npm is told in a sentence: %s", async (said, told) => {
    const dir = newProject({ "bin/npm": `echo "${said}" >&2; exit 1` });
    askForNewerNode(dir);
    const { code, out, err } = await boot(dir, "check");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err.replace(/^Fetching .*\n\n/, "")).toContain(told);
    expect(err).not.toMatch(/^ {4}at /m);
    expect(existsSync(join(dir, ".toolchain"))).toBe(false);
    expect(existsSync(join(dir, ".toolchain-new"))).toBe(false);
  });

  it("a failure of pnpm is told in a sentence, and the install is tried again the next time", async () => {
    const fails =
      'if [ "$1" = "--version" ]; then echo 12.21.0; else echo "No space left on device" >&2; exit 1; fi';
    const dir = newProject({ "bin/pnpm": fails });
    expect(await boot(dir, "check")).toEqual({
      code: 1,
      out: "",
      err:
        "Installing the dependencies (once)\nNo space left on device\n\n" +
        "The disk is full: pnpm install could not finish.\nFree about 1 GB, then run this again.\n",
    });
    write(join(dir, "bin/pnpm"), pnpm);
    expect(await boot(dir, "check")).toMatchObject({ code: 0, out: '["check"]\n' });
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "passes %s on and waits for the command's end",
    async (signal) => {
      const dir = newProject({
        "tools/run.mjs": `
        for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
          process.on(signal, () => setTimeout(() => { console.log(signal); process.exit(5); }, 100));
        setInterval(() => undefined, 1000);
        console.log("ready");`,
      });
      const child = start(dir, "start");
      const ended = once(child, "close");
      let out = "";
      for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
        out += String(chunk);
        if (out === "ready\n") child.kill(signal);
      }
      expect(await ended).toEqual([5, null]);
      expect(out).toBe(`ready\n${signal}\n`);
    },
  );

  it("a command ends when the npm that runs it, or npm's shell, is killed without a word", async () => {
    const dir = newProject({
      "tools/run.mjs": `
        import { writeFileSync } from "node:fs";
        process.on("SIGTERM", () => { writeFileSync("ended", "SIGTERM"); process.exit(0); });
        setInterval(() => undefined, 1000);
        console.log("ready");`,
    });
    const command = `cd ${JSON.stringify(dir)}; ${JSON.stringify(process.execPath)} tools/boot.mjs start; exit 1`;
    const shell = spawn("/bin/sh", ["-c", command], {
      env: {
        ...process.env,
        PATH: `${join(dir, "bin")}:/usr/bin:/bin`,
        npm_lifecycle_event: "start",
      },
    });
    await once(shell.stdout, "data");
    shell.kill("SIGKILL");
    await vi.waitFor(
      () => expect(readFileSync(join(dir, "ended"), "utf8")).toBe("SIGTERM"),
      20_000,
    );
  });

  it("a command that a signal ended gives the exit code that shells give", async () => {
    const dir = newProject({
      "tools/run.mjs": 'process.kill(process.pid, "SIGKILL"); setInterval(() => undefined, 1000);',
    });
    expect(await boot(dir, "start")).toMatchObject({ code: 137 });
  });
});
