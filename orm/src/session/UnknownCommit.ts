// A transaction whose COMMIT was not answered: until the server was asked, nobody knows what the entities are.
import type { CommitUnknownError } from "../errors/CommitUnknownError.ts";

export interface UnknownCommit {
  readonly error: CommitUnknownError;
  /** Brings the entities to what was written, and runs what follows COMMIT. */
  committed(): Promise<void>;
  /** Has pending again what was written. */
  aborted(): void;
}
