// Ends a server: first as Postgres likes it (open transactions are rolled back), then harder.
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "./isAlive.ts";
import { readPostmaster } from "./readPostmaster.ts";

/** Stops the server that runs on `data`; resolves to false when none does. */
export async function stopServer(data: string): Promise<boolean> {
  const running = readPostmaster(data);
  if (running === undefined) return false;
  // Fast shutdown, immediate shutdown, and what nobody can refuse.
  const steps = [
    ["SIGINT", 10_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const;
  for (const [signal, patienceMs] of steps) {
    if (await ended(running.pid, signal, patienceMs)) break;
  }
  return true;
}

async function ended(pid: number, signal: NodeJS.Signals, patienceMs: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return true;
  }
  const giveUp = Date.now() + patienceMs;
  while (isAlive(pid)) {
    if (Date.now() > giveUp) return false;
    await sleep(10);
  }
  return true;
}
