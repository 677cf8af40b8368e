// A soak: mixed load on the template's server for a while, and what it leaves behind.
import { setTimeout as sleep } from "node:timers/promises";
import { mix, shelf } from "./mix.ts";
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
/** Megabytes a minute. */
const growthBound = 1;

/** Ends the server. */
export async function runSoak(
  server: SoakServer,
  { minutes, rate }: SoakOptions,
  say: (line: string) => void,
): Promise<SoakReport> {
  // The first measurement is the one that others are compared with.
  await server.measure();
  const rows = await server.rows(connections);
  const faults: string[] = [];
  const times: number[] = [];
  const start = performance.now();
  const stop = start + minutes * 60_000;
  const load = Promise.all(
    rows.map(async (own) => {
      const requests = mix(own);
      const pause = (1_000 * connections) / rate;
      for (let n = 0; performance.now() < stop; n++) {
        const { method, path, headers, body, status, part } = requests[n % requests.length]!;
        const sent = performance.now();
        try {
          const options = { method, headers, ...(body === undefined ? {} : { body }) };
          const answer = await fetch(server.address + path, options);
          const text = await answer.text();
          times.push(performance.now() - sent);
          if (answer.status !== status || !text.includes(part))
            faults.push(`${method} ${path} ${body ?? ""}: ${answer.status} ${text.slice(0, 300)}`);
        } catch (error) {
          faults.push(`${method} ${path} had no answer: ${String(error)}`);
        }
        // Who is late is not made up for.
        await sleep(Math.max(0, pause - (performance.now() - sent)));
      }
    }),
  );
  const end = new AbortController();
  const leaving = leave(server.address, end.signal);
  const measured: Array<readonly [minute: number, Measurement]> = [];
  // Measuring takes a second of work of its own: more often than that, it would be most of the load.
  const pause = Math.max(5_000, Math.min(15_000, minutes * 3_000));
  const minuteNow = (): number => (performance.now() - start) / 60_000;
  const watching = (async () => {
    while (!end.signal.aborted) {
      await sleep(pause, undefined, { signal: end.signal }).catch(() => undefined);
      if (end.signal.aborted) break;
      const measurement = await server.measure();
      measured.push([minuteNow(), measurement]);
      const { bytes, managers, connections: open, idle } = measurement;
      say(
        `${minuteNow().toFixed(1)} min: ${(bytes / 1e6).toFixed(2)} MB, ${managers} entity managers, ${open} connections, ${idle} idle, ${times.length} answers, ${faults.length} wrong${faults.length === 0 ? "" : `, the last: ${faults.at(-1)}`}`,
      );
    }
  })();
  await load;
  end.abort();
  const gone = await leaving;
  await watching;
  const after = await settled(server);
  const connectionStates = await server.connectionStates();
  const exitCode = await server.stop();
  const warm = measured.filter(([minute]) => minute >= minutes * warmUpPart);
  const growth = slopeOf(warm.map(([minute, { bytes }]) => [minute, bytes / 1e6]));
  const mostManagers = Math.max(0, ...measured.map(([, { managers }]) => managers));
  const { connections: open, idle, waiting } = after;
  // Growth that may be chance is none: in ten minutes the interval is narrow.
  if (!(growth.low <= growthBound))
    faults.push(`the heap grows by ${growth.slope.toFixed(2)} MB a minute`);
  // Each connection has one request, which may have a context for the page of an error; and some clients went away just now.
  if (mostManagers > connections * 2 + 5)
    faults.push(`${mostManagers} entity managers were alive for ${connections} connections`);
  if (after.managers > 0) faults.push(`${after.managers} entity managers are alive afterwards`);
  if (open > poolSize || idle !== open || waiting > 0)
    faults.push(`of ${open} connections ${idle} are idle, ${waiting} wait for one`);
  const busy = Object.entries(connectionStates).filter(([state]) => state !== "idle");
  if (busy.length > 0) faults.push(`connections afterwards: ${JSON.stringify(connectionStates)}`);
  if (exitCode !== 0) faults.push(`the server ended with ${String(exitCode)}`);
  faults.push(...server.complaints.filter((line) => !line.startsWith("the server ended with 0")));
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
async function settled(server: SoakServer): Promise<Measurement> {
  for (let seconds = 0; ; seconds++) {
    await sleep(1_000);
    const after = await server.measure();
    if (seconds === 60 || (after.managers === 0 && after.idle === after.connections)) return after;
  }
}

/** Clients that ask for much and go away at once; resolves to how many there were. */
async function leave(address: string, signal: AbortSignal): Promise<number> {
  let gone = 0;
  const body = JSON.stringify({ query: shelf });
  const headers = { "content-type": "application/json" };
  while (!signal.aborted) {
    await sleep(250, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    try {
      const patience = AbortSignal.timeout(20);
      const answer = await fetch(`${address}/graphql`, {
        method: "POST",
        headers,
        body,
        signal: patience,
      });
      await answer.text();
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
      : [`${faults.length} faults, the first of them:`, ...faults.slice(0, 10)]),
  ].join("\n");
}

function shown(value: number): string {
  return value.toFixed(2);
}
