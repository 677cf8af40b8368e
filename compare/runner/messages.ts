import type { Observed } from "../scenarios/Scenario.ts";
// What the harness and an ORM's process say to each other.
import type { ScenarioName } from "../scenarios/scenarios.ts";
import type { Recording } from "./StatementLog.ts";

/** From the harness: one scenario, on the database of the ORM. */
export interface Order {
  readonly orm: string;
  readonly scenario: ScenarioName;
  readonly url: string;
}

/** From the ORM's process. */
export type Answer =
  | ({
      readonly kind: "observed";
      readonly observed: Observed;
      readonly lines: number;
      readonly code: string;
    } & Recording)
  | { readonly kind: "failed"; readonly reason: string };
