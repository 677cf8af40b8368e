// What users are given of an open transaction.

/** Runs SQL of the application's own in a transaction. Once that is over, every use throws `TransactionClosedError` (`TXN_CLOSED`). */
export interface TransactionClient {
  /**
   * Values are bound and types read as by `em.sql`.
   * @example
   * await txn.sql`INSERT INTO outbox (topic, author_id) VALUES ('author', ${author.idUntagged})`;
   */
  sql<Row extends object = Record<string, unknown>>(
    texts: TemplateStringsArray,
    ...values: ReadonlyArray<unknown>
  ): Promise<Row[]>;

  /**
   * For libraries that bring their own SQL, such as queues of jobs, and know node-postgres: a text with `$1…$n` and its values.
   * @example
   * await boss.send("index", { id }, { db: { executeSql: (text, values) => txn.query(text, values) } });
   */
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: ReadonlyArray<unknown>,
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number }>;
}
