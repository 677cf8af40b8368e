// An item that is measured as requests over HTTP: what is asked, and what the right answers are, letter by letter.
import type { Client } from "pg";
import type { Fixture } from "../fixtures/Fixture.ts";
import type { LoadItem, Question } from "../scenarios/Scenario.ts";

/** One request, and the body of the right answer. */
export interface LoadRequest {
  readonly body: string;
  readonly answer: string;
}

/** How far the connections came through their lists: how many requests of each were answered. */
export type Answered = ReadonlyArray<number>;

export interface Load extends Question {
  readonly item: LoadItem;
  /**
   * What each connection sends over and over, none of which another one sends. A block that writes has values of its own, since
   * who is asked to save what stands there already has nothing to do.
   */
  requests(fixture: Fixture, block: number): ReadonlyArray<ReadonlyArray<LoadRequest>>;
  /** For items that write: what is wrong in the database after a block; `undefined` when nothing is. */
  check?(
    database: Client,
    fixture: Fixture,
    block: number,
    answered: Answered,
  ): Promise<string | undefined>;
  /** Called once for each contestant, before its first request. */
  prepare?(database: Client): Promise<void>;
  /** Brings the database back to its first state, after the last request. */
  reset?(database: Client): Promise<void>;
}

/** Connections of the load generator, and those of each server to its database. */
export const connections = 10;
export const poolSize = 10;

/** So many of a table's ids for each connection, all different. */
export function shares(rowCount: number, most: number): ReadonlyArray<ReadonlyArray<number>> {
  const each = Math.min(most, Math.floor(rowCount / connections));
  return Array.from({ length: connections }, (_, connection) =>
    Array.from({ length: each }, (__, n) => connection * each + n + 1),
  );
}

/** The body of a request. */
export function bodyOf(query: string, variables: object): string {
  return JSON.stringify({ query, variables });
}
