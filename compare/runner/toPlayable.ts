// An ORM as the harness sees it, whatever its entity manager is.
import { readFileSync } from "node:fs";
import { Client } from "pg";
import type { ObservedOf, ScenarioName } from "../scenarios/scenarios.ts";
import { codeOf } from "./codeOf.ts";
import { CompareError } from "./CompareError.ts";
import { countLines } from "./countLines.ts";
import { putRowsBack } from "./rows.ts";
import type { Orm, Stage } from "./Stage.ts";
import type { Recording } from "./StatementLog.ts";

/** What came of a scenario. */
export interface Played<N extends ScenarioName> extends Recording {
  readonly observed: ObservedOf[N];
  /** Lines of code that the scenario takes with this ORM. */
  readonly lines: number;
  /** That code. */
  readonly code: string;
}

export interface Playable {
  /** Plays one scenario on the database given, which is the ORM's own; the rows are put back before. */
  play<N extends ScenarioName>(scenario: N, url: string): Promise<Played<N>>;
}

/** How an ORM does a scenario. */
type Act<Em, N extends ScenarioName> = (stage: Stage<Em>) => Promise<ObservedOf[N]>;

/**
 * Hides the type of the entity manager. The folder has a file for each scenario that the ORM plays, named after the scenario
 * like the function in it.
 */
export function toPlayable<Em>(orm: Orm<Em>, folder: URL): Playable {
  return {
    play: async (scenario, url) => {
      const file = new URL(`${scenario}.ts`, folder);
      const act = await importAct<Em, typeof scenario>(file, scenario);
      const observer = new Client({ connectionString: url });
      await observer.connect();
      await putRowsBack(observer);
      const connected = await orm.open(url);
      const outside = async (sql: string): Promise<unknown> => {
        const { rows } = await observer.query<Array<unknown>>({ text: sql, rowMode: "array" });
        return rows[0]?.[0];
      };
      try {
        const { result, ...recording } = await connected.log.record(() =>
          act({ ...connected, outside }),
        );
        const source = readFileSync(file, "utf8");
        return { observed: result, ...recording, lines: countLines(source), code: codeOf(source) };
      } finally {
        await connected.close();
        await observer.end();
      }
    },
  };
}

async function importAct<Em, N extends ScenarioName>(file: URL, name: N): Promise<Act<Em, N>> {
  const module = (await import(file.href)) as Readonly<Record<string, unknown>>;
  const act = module[name];
  if (typeof act !== "function")
    throw new CompareError("ORM_FAILED", `${file.pathname} has no function named ${name}`);
  return act as Act<Em, N>;
}
