// The programs of the application, run as processes of their own.
import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { text as readText } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

export interface Program {
  readonly child: ChildProcess;
  /** Where it serves. */
  readonly address: string;
  /** The exit code, once it has ended. */
  readonly exit: Promise<number | null>;
  output(): string[];
}

/** Starts a program, with its arguments, and waits until it serves. */
export async function startProgram(command: string, env: NodeJS.ProcessEnv): Promise<Program> {
  const { child, text, exit } = spawnProgram(command, env);
  const { promise: ready, resolve, reject } = Promise.withResolvers<string>();
  child.stdout.on("data", () => {
    const address = /GraphQL +(http:.+)\/graphql\n[^]*readyz\n/.exec(text.output)?.[1];
    if (address !== undefined) resolve(address);
  });
  void exit.then((code) => reject(new Error(`exit code ${code}: ${text.errors}`)));
  return { child, address: await ready, exit, output: () => text.output.split("\n") };
}

/** Runs a program, with its arguments, to its end. */
export async function runProgram(
  command: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; errors: string }> {
  const { text, exit } = spawnProgram(command, env);
  const code = await exit;
  return { code, errors: text.errors };
}

/** Waits until new connections are refused. */
export async function untilClosed(address: string): Promise<void> {
  const isOpen = (): Promise<boolean> =>
    fetch(address).then(
      () => true,
      () => false,
    );
  while (await isOpen()) await sleep(20);
}

function spawnProgram(
  command: string,
  env: NodeJS.ProcessEnv,
): {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly text: { output: string; errors: string };
  readonly exit: Promise<number | null>;
} {
  const child = spawn(process.execPath, command.split(" "), {
    cwd: `${import.meta.dirname}/..`,
    // A machine that is busy with other things is no overload.
    env: { PATH: process.env["PATH"], OVERLOAD_DELAY: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const text = { output: "", errors: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text.output += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text.errors += chunk));
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, text, exit };
}

/** Pipes a text into a program, and answers what it printed. */
export async function typeInto(
  command: string,
  databaseUrl: string,
  input: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, command.split(" "), {
    cwd: `${import.meta.dirname}/..`,
    env: { PATH: process.env["PATH"], DATABASE_URL: databaseUrl },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(input);
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { output: await readText(child.stdout), code: await closed };
}
