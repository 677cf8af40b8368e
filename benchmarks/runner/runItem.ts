// One work item: all its contestants, each in its own process, block by block in turns.
import { availableParallelism } from "node:os";
import { roster, yardstick } from "../contestants/roster.ts";
import { isMeasurable, type Sizes } from "../fixtures/Sizes.ts";
import { findScenario, isLoadItem } from "../scenarios/findScenario.ts";
import type { Item } from "../scenarios/Scenario.ts";
import { BenchmarkError } from "./BenchmarkError.ts";
import { ContestantHandle } from "./ContestantHandle.ts";
import { findStudy } from "./findStudy.ts";
import { inTurn } from "./inTurn.ts";
import type { Block, Costs } from "./messages.ts";

/** The yardstick a second time, in another process and on another database: how far equal things come out apart. */
export const echo = `${yardstick} again`;

/** What one contestant did: its blocks, one per round, or why it has none. */
export interface ItemRun {
  readonly contestant: string;
  readonly notes: ReadonlyArray<string>;
  readonly counts: Costs | undefined;
  readonly blocks: ReadonlyArray<Block>;
  readonly failure:
    | { readonly code: "CONTESTANT_FAILED" | "MISMATCH"; readonly reason: string }
    | undefined;
}

/** What `runItem` is told. */
export interface ItemOptions {
  readonly item: Item;
  readonly rounds: number;
  readonly sizes: Sizes;
  /** Who takes part. */
  readonly contestants: ReadonlyArray<string>;
  /** The database of each contestant. */
  readonly urls: ReadonlyMap<string, string>;
  /** Aborted when the run is to end early: then all processes end, and `runItem` rejects. */
  readonly signal: AbortSignal;
  /** Called when a contestant is ready, and after each of its blocks. */
  readonly onStep?: () => void;
}

/** Who of those named takes part in an item: the yardstick always and twice. */
export function contestantsOf(item: Item, named: ReadonlySet<string>): ReadonlyArray<string> {
  const names = Object.keys(roster).filter(
    (name) => roster[name]?.[item] !== undefined && (named.has(name) || name === yardstick),
  );
  return names.flatMap((name) => (name === yardstick ? [name, echo] : [name]));
}

/** Runs an item. A contestant that fails or answers wrongly drops out with its reason; the others go on. */
export async function runItem(options: ItemOptions): Promise<ReadonlyArray<ItemRun>> {
  const { item, rounds, sizes, contestants, urls, signal, onStep = () => undefined } = options;
  signal.throwIfAborted();
  const entrants = contestants.map((name) => new Entrant(name, signal));
  const killAll = (): void => {
    for (const entrant of entrants) entrant.kill();
  };
  signal.addEventListener("abort", killAll);
  try {
    const atOnce = openedAtOnce(item, isMeasurable(sizes));
    const waiting = [...entrants];
    const openNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        await next.open(item, sizes, urls.get(next.name) ?? "");
        onStep();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, () => openNext()));
    for (let round = 0; round < rounds; round++)
      for (const entrant of inTurn(entrants, round)) {
        await entrant.block();
        onStep();
      }
    signal.throwIfAborted();
    return entrants.map((entrant) => entrant.toRun());
  } finally {
    signal.removeEventListener("abort", killAll);
    await Promise.all(entrants.map((entrant) => entrant.end()));
  }
}

/**
 * How many warm up at the same time, which nobody times: a contestant and its server take turns, so that two of them have enough with two
 * processors. Servers under load learn by then how many requests a block takes, and are alone.
 */
function openedAtOnce(item: Item, isTimed: boolean): number {
  if (!isTimed) return availableParallelism();
  return isLoadItem(item) ? 1 : Math.min(2, availableParallelism());
}

class Entrant {
  readonly name: string;
  readonly #handle: ContestantHandle;
  readonly #signal: AbortSignal;
  /** What is measured in place of the contestant's work. */
  #study: (() => Promise<Block>) | undefined;
  readonly #blocks: Array<Block> = [];
  #notes: ReadonlyArray<string> = [];
  #counts: Costs | undefined;
  #failure: ItemRun["failure"];
  #isMeasured = false;

  constructor(name: string, signal: AbortSignal) {
    this.name = name;
    this.#signal = signal;
    this.#handle = new ContestantHandle(name);
  }

  async open(item: Item, sizes: Sizes, url: string): Promise<void> {
    const entry = this.name === echo ? yardstick : this.name;
    const { study } = findScenario(item);
    if (study !== undefined && !isLoadItem(item)) {
      const measure = await findStudy(study);
      this.#study = () => measure({ item, entry, url, sizes, signal: this.#signal });
    }
    this.#isMeasured = isMeasurable(sizes);
    await this.#attempt(async () => {
      const answer = await this.#handle.ask({ kind: "open", item, entry, url, sizes });
      if (answer.kind !== "open") return;
      this.#notes = answer.notes;
      this.#counts = answer.counts;
    });
  }

  async block(): Promise<void> {
    if (this.#failure !== undefined) return;
    const [first] = this.#blocks;
    await this.#attempt(async () => {
      if (this.#study !== undefined) {
        // Where figures mean nothing, once is enough to see that it works.
        this.#blocks.push(first !== undefined && !this.#isMeasured ? first : await this.#study());
        return;
      }
      const answer = await this.#handle.ask({ kind: "block" });
      if (answer.kind === "block") this.#blocks.push(answer.block);
    });
  }

  kill(): void {
    this.#handle.kill();
  }

  end(): Promise<void> {
    return this.#handle.end();
  }

  toRun(): ItemRun {
    return {
      contestant: this.name,
      notes: this.#notes,
      counts: this.#counts,
      blocks: this.#blocks,
      failure: this.#failure,
    };
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof BenchmarkError) || error.code === "BAD_OPTION") throw error;
      this.#failure = { code: error.code, reason: error.message };
    }
  }
}
