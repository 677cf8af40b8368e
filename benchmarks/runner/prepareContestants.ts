// Who can take part in a run: all that were asked for, less those that have to be installed first and could not be.
import { preparations, roster } from "../contestants/roster.ts";
import type { Report } from "../report/Report.ts";
import type { Options } from "./parseOptions.ts";

interface Prepared {
  readonly ready: ReadonlySet<string>;
  readonly absent: Report["absent"];
}

/** A contestant that is not there is no failure of the run: it is named in the report, with the reason. */
export async function prepareContestants(
  { contestants, quick }: Pick<Options, "contestants" | "quick">,
  say: (line: string) => void,
): Promise<Prepared> {
  const ready = new Set<string>();
  const absent: Array<Report["absent"][number]> = [];
  for (const contestant of contestants ?? Object.keys(roster)) {
    const prepare = preparations[contestant];
    // A check of small tables installs nothing that it was not asked for.
    if (prepare !== undefined && quick && contestants === undefined) continue;
    try {
      if (prepare !== undefined) say(`preparing ${contestant}`);
      await prepare?.();
      ready.add(contestant);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      absent.push({ contestant, reason: reason.split("\n").slice(0, 3).join(" ") });
    }
  }
  return { ready, absent };
}
