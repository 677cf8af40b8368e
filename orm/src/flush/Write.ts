// One statement of a flush, and what its answer means for the entities once the transaction has committed.
import type { Result } from "../driver/Driver.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Statement } from "../sql/Statement.ts";
import type { MadeKeys } from "./MadeKeys.ts";

export interface Write {
  /** `insert authors ×2`, as a plan prints it. */
  readonly title: string;
  readonly statement: Statement;
  /** The type whose rows are written, and their entities; join rows have neither. */
  readonly meta?: EntityMeta;
  readonly states: ReadonlyArray<EntityState>;
  /** The keys that the database made come with the answer: other writes may wait for them. */
  takeKeys?(result: Result, keys: MadeKeys): void;
  /** What it means that the statement failed, where the error does not say so itself. */
  explain?(error: unknown): Error | undefined;
  /** Brings the entities to what the database holds now. */
  settle(result: Result): void;
}
