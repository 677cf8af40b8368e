// The main file of a process that does one piece of work and ends. It imports nothing of a contestant before it is told to.
import { type Entry, roster } from "../../contestants/roster.ts";
import type { Reading } from "../../scenarios/Reading.ts";
import type { WorkItem } from "../../scenarios/Scenario.ts";
import { useBuilt } from "./useBuilt.ts";

interface ColdOrder {
  readonly item: WorkItem;
  readonly entry: string;
  readonly url: string;
  readonly input: never;
  /** Whether Kingpost has been built; where figures mean nothing its source will do. */
  readonly isBuilt: boolean;
}

/** What it took, or why it failed. */
export type ColdAnswer =
  | string
  | {
      readonly importMs: number;
      readonly openMs: number;
      readonly rowMs: number;
      readonly cpuMs: number;
      readonly residentMb: number;
      readonly reading: ReadonlyArray<Reading>;
    };

process.once("message", (order: ColdOrder) => {
  work(order).then(answer, (error: unknown) => {
    answer(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
});
process.on("disconnect", () => process.exit(1));

async function work({ item, entry, url, input, isBuilt }: ColdOrder): Promise<ColdAnswer> {
  const load: Entry[WorkItem] | undefined = roster[entry]?.[item];
  if (load === undefined) return `${entry} does not take part in ${item}`;
  if (isBuilt) useBuilt();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const contestant = await load();
  const imported = performance.now();
  const workbench = await contestant.open(url, input);
  const opened = performance.now();
  const reading = (await workbench.run())();
  const end = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  return {
    importMs: imported - start,
    openMs: opened - imported,
    rowMs: end - opened,
    cpuMs: (user + system) / 1_000,
    residentMb: process.memoryUsage.rss() / 2 ** 20,
    reading,
  };
}

function answer(message: ColdAnswer): void {
  process.send?.(message);
}
