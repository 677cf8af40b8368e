// What an ORM is given to show what it does: a database of its own, and somebody who takes down what it sends.
import type { StatementLog } from "./StatementLog.ts";

/** An ORM connected to a database of its own. */
export interface Connected<Em> {
  /** A fresh unit of work. */
  readonly newEm: () => Em;
  readonly log: StatementLog;
  readonly close: () => Promise<void>;
}

/** What a scenario is played on. */
export interface Stage<Em> extends Connected<Em> {
  /** The first cell that the statement gives, asked for on a connection that is not the ORM's. */
  readonly outside: (sql: string) => Promise<unknown>;
}

/** One ORM in one configuration. */
export interface Orm<Em> {
  open(url: string): Promise<Connected<Em>>;
}
