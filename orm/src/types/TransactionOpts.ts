// How a transaction of an entity manager is to be run.

export interface TransactionOpts {
  /** The server's default, usually `read committed`, when not given. */
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  /** Flushes that would write reject with `ReadOnlyError`, and so does SQL. */
  readonly readOnly?: boolean;
  /** Of a serializable transaction that only reads: waits until it can do so without ever conflicting. */
  readonly deferrable?: boolean;
  /** Milliseconds that one statement may take; `StatementTimeoutError` after that. */
  readonly statementTimeout?: number;
  /** Milliseconds that a statement may wait for a lock; `LockTimeoutError` after that. */
  readonly lockTimeout?: number;
  /** Milliseconds that the transaction may do nothing; the server ends the session then, and what follows is a `ConnectionError`. */
  readonly idleTimeout?: number;
  /** Of a transaction within another one: `false` makes it a part of that one, which cannot be taken back by itself. */
  readonly savepoint?: boolean;
  /**
   * Settings of the server for this transaction only, as `set_config(name, value, true)` makes them: what policies of row-level
   * security ask for, a tenant, a role.
   */
  readonly settings?: Readonly<Record<string, string>>;
}
