// What became of a transaction.

/** What became of a transaction, as far as the server knows. */
export type TransactionFate = "committed" | "aborted" | "unknown";
