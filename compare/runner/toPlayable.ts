// An ORM as the harness sees it, whatever its entity manager is.
import { readFileSync } from "node:fs";
import { Client } from "pg";
import type { ObservedOf, ScenarioName } from "../scenarios/scenarios.ts";
import { codeOf } from "./codeOf.ts";
import { CompareError } from "./CompareError.ts";
import { countLines } from "./countLines.ts";
import type { Orm } from "./Stage.ts";
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
  /** Plays one scenario on the database given, which is the scenario's own. */
  play<N extends ScenarioName>(scenario: N, url: string): Promise<Played<N>>;
}

/** Hides the type of the entity manager. */
export function toPlayable<Em>(orm: Orm<Em>): Playable {
  return {
    play: async (scenario, url) => {
      const act = orm.acts[scenario];
      if (act === undefined)
        throw new CompareError(
          "ORM_FAILED",
          `${scenario} is about something that it does not have`,
        );
      const observer = new Client({ connectionString: url });
      await observer.connect();
      const connected = await orm.open(url);
      const outside = async (sql: string): Promise<unknown> => {
        const { rows } = await observer.query<Array<unknown>>({ text: sql, rowMode: "array" });
        return rows[0]?.[0];
      };
      try {
        const { result, ...recording } = await connected.log.record(() =>
          act({ ...connected, outside }),
        );
        const source = readFileSync(new URL(`${scenario}.ts`, orm.folder), "utf8");
        return { observed: result, ...recording, lines: countLines(source), code: codeOf(source) };
      } finally {
        await connected.close();
        await observer.end();
      }
    },
  };
}
