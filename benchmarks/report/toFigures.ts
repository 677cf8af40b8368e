// From the blocks of an item to its figures. Pure.
import { yardstick } from "../contestants/roster.ts";
import type { Block, Latency, Weight } from "../runner/messages.ts";
import { echo, type ItemRun } from "../runner/runItem.ts";
import type { Item } from "../scenarios/Scenario.ts";
import { median, ratioInterval } from "./ratioInterval.ts";
import type { Figure, Report, Voided } from "./Report.ts";

/** The figures of one item, those that are void, and the noise floor. Without a yardstick nothing has a figure. */
export function toFigures(
  item: Item,
  runs: ReadonlyArray<ItemRun>,
): Pick<Report, "results" | "voided" | "noiseFloor"> {
  const base = runs.find((run) => run.contestant === yardstick);
  const baseTimes =
    base?.failure === undefined ? base?.blocks.map((block) => block.workMs) : undefined;
  const results: Array<Figure> = [];
  const voided: Array<Voided> = [];
  const noiseFloor: Array<Report["noiseFloor"][number]> = [];
  for (const { contestant, blocks, counts, notes, failure } of runs) {
    if (failure !== undefined || baseTimes === undefined || counts === undefined) {
      const { code, reason } = failure ?? {
        code: "CONTESTANT_FAILED" as const,
        reason: `there is no figure for ${yardstick} to compare with`,
      };
      voided.push({ item, contestant, code, reason });
      continue;
    }
    const times = blocks.map((block) => block.workMs);
    const ratio = ratioInterval(times, baseTimes);
    const weight = weightOf(blocks);
    const facts = factsOf(blocks);
    const latency = latencyOf(blocks);
    const serverTimes = blocks.flatMap(({ serverMs }) => serverMs ?? []);
    if (contestant === echo) noiseFloor.push({ item, ratio });
    else
      results.push({
        item,
        contestant,
        medianMs: median(times),
        ratio,
        ...counts,
        cpuMs: median(blocks.map((block) => block.cpuMs)),
        readMs: median(blocks.map((block) => block.readMs)),
        ...(serverTimes.length > 0 && { serverMs: median(serverTimes) }),
        ...(weight && { weight }),
        ...(facts && { facts }),
        ...(latency && { latency }),
        notes,
        blocks,
      });
  }
  return { results, voided, noiseFloor };
}

function weightOf(blocks: ReadonlyArray<Block>): Weight | undefined {
  const weights = blocks.flatMap(({ weight }) => weight ?? []);
  if (weights.length === 0) return undefined;
  const of = (part: keyof Weight): number => Math.round(median(weights.map((each) => each[part])));
  return {
    heap: of("heap"),
    buffers: of("buffers"),
    heapAfterReading: of("heapAfterReading"),
    buffersAfterReading: of("buffersAfterReading"),
  };
}

function factsOf(blocks: ReadonlyArray<Block>): Figure["facts"] {
  const all = blocks.map(({ facts }) => facts).filter((facts) => facts !== undefined);
  const names = Object.keys(all[0] ?? {});
  if (names.length === 0) return undefined;
  return Object.fromEntries(
    names.map((name) => [name, median(all.map((facts) => facts[name] ?? Number.NaN))]),
  );
}

function latencyOf(blocks: ReadonlyArray<Block>): Latency | undefined {
  const all = blocks.flatMap(({ latency }) => latency ?? []);
  if (all.length === 0) return undefined;
  return {
    p50Ms: median(all.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(all.map(({ p99Ms }) => p99Ms)),
  };
}
