// A soak: mixed load on the template's server for a while, and what it leaves behind.
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { exchange } from "./exchange.ts";
import { findLeaks, growthBound } from "./findLeaks.ts";
import { mix, shelf, type SoakRequest } from "./mix.ts";
import type { Measurement } from "./probe.ts";
import { type Slope, slopeOf } from "./slopeOf.ts";
import { poolSize, type SoakServer } from "./SoakServer.ts";

export interface SoakOptions {
  readonly minutes: number;
  /** Requests a second. */
  readonly rate: number;
}

export interface SoakReport {
  readonly minutes: number;
  readonly requests: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Clients that went away before they were answered. */
  readonly gone: number;
  /** Megabytes in use, after full collections: at the first measurement after the warm-up, and at the last. */
  readonly firstMb: number;
  readonly lastMb: number;
  /** Megabytes a minute, after the warm-up. */
  readonly growth: Slope;
  /** Entity managers alive: at most under load, and afterwards. */
  readonly mostManagers: number;
  readonly managersAfter: number;
  readonly connectionsAfter: Measurement;
  readonly connectionStates: Readonly<Record<string, number>>;
  readonly exitCode: number | null;
  /** What was wrong; empty when all is well. */
  readonly faults: ReadonlyArray<string>;
}

const connections = 10;
/** Of the time, this much is warm-up: caches fill, code is compiled. */
const warmUpPart = 0.25;
/** Of the faults, so many are told in words. */
const shownFaults = 10;

/** Who waits for an answer longer than this, in milliseconds, has none. */
const patience = 60_000;

/** Ends the server, whatever happens. With the signal it ends early, and has no verdict. */
export async function runSoak(
  server: SoakServer,
  options: SoakOptions,
  say: (line: string) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<SoakReport | undefined> {
  try {
    return await soak(server, options, say, signal);
  } finally {
    await server.stop();
  }
}

async function soak(
  server: SoakServer,
  { minutes, rate }: SoakOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<SoakReport | undefined> {
  // The first measurement is the one that others are compared with.
  await server.measure();
  const rows = await server.rows(connections);
  const faults: string[] = [];
  const addFault = (fault: string): void => {
    faults.push(fault);
    if (faults.length <= shownFaults) say(`wrong: ${fault}`);
  };
  const times: number[] = [];
  const agent = new Agent({ keepAlive: true });
  const send = async (request: SoakRequest): Promise<void> => {
    const { method, path, headers, body, status, part } = request;
    const sent = performance.now();
    try {
      const options = { method, headers, body, agent, signal: AbortSignal.timeout(patience) };
      const answer = await exchange(server.address + path, options);
      times.push(performance.now() - sent);
      if (answer.status !== status || !answer.text.includes(part))
        addFault(`${method} ${path} ${body ?? ""}: ${answer.status} ${answer.text.slice(0, 300)}`);
    } catch (error) {
      addFault(`${method} ${path} ${body ?? ""} had no answer: ${String(error)}`);
    }
  };
  say("asking each thing once");
  // Ten times at once what no code was compiled for yet is a load of its own: the first answers take twenty times as long.
  for (const request of mix(rows[0]!)) if (!signal.aborted) await send(request);
  times.length = 0;
  const start = performance.now();
  const stop = start + minutes * 60_000;
  /** Aborted when the load is over, for whatever reason. */
  const end = new AbortController();
  const isOver = (): boolean => performance.now() >= stop || signal.aborted || end.signal.aborted;
  const load = Promise.all(
    rows.map(async (own, connection) => {
      const requests = mix(own);
      const pause = (1_000 * connections) / rate;
      // Each begins at another place: else all would ask for the same at a time.
      const first = Math.floor((connection * requests.length) / connections);
      for (let n = first; !isOver(); n++) {
        const sent = performance.now();
        await send(requests[n % requests.length]!);
        // Who is late is not made up for.
        await sleep(Math.max(0, pause - (performance.now() - sent)));
      }
    }),
  );
  const leaving = leave(server.address, agent, () => times.length, end.signal);
  const measured: Array<readonly [minute: number, Measurement]> = [];
  // Measuring takes a second of work of its own: more often than that, it would be most of the load.
  const pause = Math.max(5_000, Math.min(15_000, minutes * 3_000));
  const minuteNow = (): number => (performance.now() - start) / 60_000;
  const watch = async (): Promise<void> => {
    while (!end.signal.aborted) {
      await sleep(pause, undefined, { signal: end.signal }).catch(() => undefined);
      if (end.signal.aborted) break;
      const measurement = await server.measure();
      measured.push([minuteNow(), measurement]);
      const { bytes, managers, connections: open, idle } = measurement;
      say(
        `${minuteNow().toFixed(1)} min: ${(bytes / 1e6).toFixed(2)} MB, ${managers} entity managers, ${open} connections, ${idle} idle, ${times.length} answers, ${faults.length} wrong`,
      );
    }
  };
  // A server that is gone answers nothing any more.
  const watching = watch().catch((error: unknown) => {
    end.abort();
    throw error;
  });
  const ended = Promise.allSettled([watching]);
  await load;
  end.abort();
  const gone = await leaving;
  // As long as a connection is open, the server keeps the last request that came by it, and all that it leads to.
  agent.destroy();
  if (signal.aborted) return undefined;
  const [{ status }] = await ended;
  if (status === "rejected") {
    await server.stop();
    throw new Error(`the server ended under load: ${server.complaints.join("\n")}`);
  }
  const after = await settled(server, say);
  const connectionStates = await server.connectionStates();
  const exitCode = await server.stop();
  const warm = measured.filter(([minute]) => minute >= minutes * warmUpPart);
  const growth = slopeOf(warm.map(([minute, { bytes }]) => [minute, bytes / 1e6]));
  const mostManagers = Math.max(0, ...measured.map(([, { managers }]) => managers));
  faults.push(
    ...findLeaks({
      growth,
      mostManagers,
      connections,
      poolSize,
      after,
      connectionStates,
      exitCode,
    }),
    ...server.complaints.filter((line) => !line.startsWith("the server ended with 0")),
  );
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor((times.length - 1) * part)] ?? Number.NaN;
  return {
    minutes,
    requests: times.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    gone,
    firstMb: (warm[0]?.[1].bytes ?? Number.NaN) / 1e6,
    lastMb: (warm.at(-1)?.[1].bytes ?? Number.NaN) / 1e6,
    growth,
    mostManagers,
    managersAfter: after.managers,
    connectionsAfter: after,
    connectionStates,
    exitCode,
    faults,
  };
}

/** What is there when nothing is left to be done, or after a minute. */
async function settled(server: SoakServer, say: (line: string) => void): Promise<Measurement> {
  const start = performance.now();
  for (;;) {
    await sleep(1_000);
    const after = await server.measure();
    const { managers, connections: open, idle } = after;
    if ((managers === 0 && idle === open) || performance.now() - start > 60_000) return after;
    say(`afterwards: ${managers} entity managers, ${open} connections, ${idle} idle`);
  }
}

/** Clients that ask for much and go away at once; resolves to how many there were. */
async function leave(
  address: string,
  agent: Agent,
  answered: () => number,
  signal: AbortSignal,
): Promise<number> {
  let gone = 0;
  let before = answered();
  const body = JSON.stringify({ query: shelf });
  const headers = { "content-type": "application/json" };
  while (!signal.aborted) {
    await sleep(250, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    // What nobody waits for paces nobody: on a machine that has no time they would take all of it, and no one else be answered.
    if (answered() < before + connections) continue;
    before = answered();
    try {
      const options = { method: "POST", headers, body, agent, signal: AbortSignal.timeout(20) };
      await exchange(`${address}/graphql`, options);
    } catch {
      gone++;
    }
  }
  return gone;
}

/** Text of several lines. */
export function printSoak(report: SoakReport): string {
  const { growth, connectionsAfter, faults } = report;
  return [
    `${report.minutes} minutes, ${report.requests.toLocaleString("en")} requests, p50 ${shown(report.p50Ms)} ms, p99 ${shown(report.p99Ms)} ms; ${report.gone} clients went away before they were answered`,
    `memory after warm-up ${shown(report.firstMb)} → ${shown(report.lastMb)} MB: ${shown(growth.slope)} MB a minute (95 %: ${shown(growth.low)} – ${shown(growth.high)}), bound ${growthBound}`,
    `entity managers alive: at most ${report.mostManagers} under load, ${report.managersAfter} afterwards`,
    `connections afterwards: ${connectionsAfter.connections} of ${poolSize}, ${connectionsAfter.idle} idle, nobody waits for one: ${connectionsAfter.waiting === 0}; the server ended with ${String(report.exitCode)}`,
    ...(faults.length === 0
      ? ["no error"]
      : [`${faults.length} faults, the first of them:`, ...faults.slice(0, shownFaults)]),
  ].join("\n");
}

function shown(value: number): string {
  return value.toFixed(2);
}
