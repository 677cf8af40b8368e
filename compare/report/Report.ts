// The report of a comparison, as `--json` writes it.
import type { Observed } from "../scenarios/Scenario.ts";

/** One ORM in one scenario. */
export interface Finding {
  readonly scenario: number;
  readonly title: string;
  readonly contestant: string;
  readonly isRight: boolean;
  /** What it does, in a few words. */
  readonly does: string;
  /** All statements that the scenario sent with this ORM, BEGIN and COMMIT included. */
  readonly statements: number;
  readonly rows: number;
  readonly sqlBytes: number;
  /** What a user writes for it: the scenario's file for this ORM, without its imports. */
  readonly code: string;
  /** Lines of code that the scenario takes with this ORM. */
  readonly lines: number;
  readonly observed: Observed;
}

export interface Report {
  readonly results: ReadonlyArray<Finding>;
  /** Scenarios that an ORM did not get through. */
  readonly failed: ReadonlyArray<{
    readonly scenario: number;
    readonly contestant: string;
    readonly reason: string;
  }>;
  readonly scenarios: ReadonlyArray<{
    readonly number: number;
    readonly title: string;
    readonly question: string;
    readonly rightAnswer: string;
    /** Where Kingpost is wrong, or sends more than another one that is right: why. */
    readonly note?: string;
  }>;
  readonly versions: Readonly<Record<string, string>>;
}
