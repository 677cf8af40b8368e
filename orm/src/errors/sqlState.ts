// The SQLSTATEs that mean something to us, by the names of the Postgres manual.

export const sqlState = {
  uniqueViolation: "23505",
  foreignKeyViolation: "23503",
  restrictViolation: "23001",
  notNullViolation: "23502",
  checkViolation: "23514",
  exclusionViolation: "23P01",
  serializationFailure: "40001",
  deadlockDetected: "40P01",
  lockNotAvailable: "55P03",
  queryCanceled: "57014",
  insufficientPrivilege: "42501",
  readOnlyTransaction: "25006",
  inFailedTransaction: "25P02",
  invalidTextRepresentation: "22P02",
  featureNotSupported: "0A000",
  invalidStatementName: "26000",
} as const;

/**
 * True for the states after which the session is gone: connection exceptions (08), the server shutting down or crashing
 * (57P01…57P05), and sessions that the server ended for idling (25P03) or for a transaction that took too long (25P04).
 */
export function isSessionEnd(state: string): boolean {
  return /^(?:08...|57P0[1-5]|25P0[34])$/.test(state);
}

/** True for the states with which a server turns a new session away: its password, its database, too many of them. */
export function isSessionRefused(state: string): boolean {
  return /^(?:28...|3D000|53300)$/.test(state);
}
