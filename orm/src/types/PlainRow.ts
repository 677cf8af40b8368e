// Rows as others give them.

/** A row as `em.sql` or node-postgres gives it, by the names of its columns. */
export type PlainRow = Readonly<Record<string, unknown>>;
