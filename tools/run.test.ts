// The command table and the programs it starts: what becomes of them when a command is interrupted or killed.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { root } from "./run/Children.ts";
import { commands } from "./run/commands.ts";

/** A command that runs one program, which counts the signals it hears and ends 400 ms after the first. */
function startCommand(session: "alone" | "shared"): ChildProcessWithoutNullStreams {
  const dir = mkdtempSync(join(tmpdir(), "kingpost run-"));
  onTestFinished(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  const program = join(dir, "program.mjs");
  writeFileSync(
    program,
    `const heard = [];
     for (const signal of ["SIGINT", "SIGTERM"])
       process.on(signal, () => {
         heard.push(signal);
         if (heard.length === 1) setTimeout(() => { console.log(heard.join(" ")); process.exit(4); }, 400);
       });
     setInterval(() => undefined, 1000);
     console.log(process.pid);`,
  );
  const command = join(dir, "command.mjs");
  writeFileSync(
    command,
    `import { Children } from ${JSON.stringify(join(root, "tools/run/Children.ts"))};
     const children = new Children();
     children.listen();
     process.exit(await children.run(process.execPath, [${JSON.stringify(program)}], { session: ${JSON.stringify(session)} }));`,
  );
  const child = spawn(process.execPath, [command], { stdio: ["pipe", "pipe", "pipe", "ipc"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child as ChildProcessWithoutNullStreams;
}

async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  const [chunk] = await once(child.stdout, "data");
  return String(chunk).trim();
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (!runs(pid)) return true;
    await sleep(50);
  }
  return false;
}

describe("the programs of a command", () => {
  it.each(["alone", "shared"] as const)(
    "hear of an interruption once, however often we are told, and are waited for (%s)",
    async (session) => {
      const command = startCommand(session);
      await firstLine(command);
      const rest = text(command.stdout);
      const ended = once(command, "close");
      command.kill("SIGINT");
      await sleep(30);
      command.kill("SIGINT");
      command.kill("SIGTERM");
      expect(await rest).toBe("SIGINT\n");
      expect(await ended).toEqual([4, null]);
    },
  );

  it("are ended when the command is killed without a word", async () => {
    const command = startCommand("alone");
    const pid = Number(await firstLine(command));
    command.kill("SIGKILL");
    expect(await isGone(pid)).toBe(true);
  });

  it("are ended when boot is killed without a word", async () => {
    const command = startCommand("alone");
    const pid = Number(await firstLine(command));
    // "close" never comes for a channel that was closed from this side.
    const ended = once(command, "exit");
    command.disconnect();
    expect(await ended).toEqual([4, null]);
    expect(runs(pid)).toBe(false);
  });
});

describe("the command table", () => {
  it("has a command for each script of package.json, and each script boots it", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    expect(Object.keys(commands).toSorted((a, b) => a.localeCompare(b))).toEqual(
      Object.keys(scripts).toSorted((a, b) => a.localeCompare(b)),
    );
    expect(scripts).toEqual(
      Object.fromEntries(
        Object.keys(commands).map((name) => [name, `node tools/boot.mjs ${name}`]),
      ),
    );
  });

  it("a command that does not exist is named, with the table", async () => {
    const child = spawn(process.execPath, [join(root, "tools/run.mjs"), "explode"]);
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
    expect(code).toBe(2);
    expect(err).toMatch(/^There is no command "explode"\.\nCommands:\n {2}setup {11}make the copy/);
  });
});
