// From what the database driver throws to our errors: by SQLSTATE where the server spoke, as a lost connection where it
// did not.
import { CheckConstraintError } from "../errors/CheckConstraintError.ts";
import { ConnectionError } from "../errors/ConnectionError.ts";
import { DatabaseError } from "../errors/DatabaseError.ts";
import { DeadlockError } from "../errors/DeadlockError.ts";
import { ExclusionConstraintError } from "../errors/ExclusionConstraintError.ts";
import { ForeignKeyError } from "../errors/ForeignKeyError.ts";
import { LockNotAvailableError } from "../errors/LockNotAvailableError.ts";
import { LockTimeoutError } from "../errors/LockTimeoutError.ts";
import { NotNullError } from "../errors/NotNullError.ts";
import { QueryCanceledError } from "../errors/QueryCanceledError.ts";
import { RowSecurityError } from "../errors/RowSecurityError.ts";
import { SerializationError } from "../errors/SerializationError.ts";
import type { ServerReport } from "../errors/ServerReport.ts";
import { isSessionEnd, isSessionRefused, sqlState } from "../errors/sqlState.ts";
import { StatementTimeoutError } from "../errors/StatementTimeoutError.ts";
import { UniqueConstraintError } from "../errors/UniqueConstraintError.ts";
import type { Statement } from "../sql/Statement.ts";
import { CheckFailure } from "./CheckFailure.ts";
import { hideValues } from "./hideValues.ts";
import { isServerError, type ServerError } from "./ServerError.ts";

/** The typed error (R-DRV-8) of a statement that failed. */
export function classifyError(
  given: unknown,
  { text: sql, isSensitive = false }: Partial<Pick<Statement, "text" | "isSensitive">> = {},
): Error {
  const error = isSensitive && !CheckFailure.isOne(given) ? hideValues(given) : given;
  if (!isServerError(error)) return lostConnection(error);
  const { code, message, position, detail, hint, schema, table, column, constraint } = error;
  const report: ServerReport = {
    sqlState: code,
    message,
    detail,
    hint,
    schema,
    table,
    column,
    constraint,
    position: position === undefined ? undefined : Number(position),
    sql,
    cause: error,
  };
  if (isSessionEnd(code) || isSessionRefused(code) || error.severity === "FATAL")
    return new ConnectionError({ reason: message, sqlState: code, cause: error });
  return byState(report, error);
}

function byState(report: ServerReport, error: ServerError): Error {
  switch (report.sqlState) {
    case sqlState.uniqueViolation:
      return new UniqueConstraintError(report);
    case sqlState.foreignKeyViolation:
    case sqlState.restrictViolation:
      return new ForeignKeyError(report);
    case sqlState.notNullViolation:
      return new NotNullError(report);
    case sqlState.checkViolation:
      return new CheckConstraintError(report);
    case sqlState.exclusionViolation:
      return new ExclusionConstraintError(report);
    case sqlState.serializationFailure:
      return new SerializationError(report);
    case sqlState.deadlockDetected:
      return new DeadlockError(report);
    case sqlState.lockNotAvailable:
      // A time-out interrupts the wait; NOWAIT is refused by the lock itself.
      return error.routine === "ProcessInterrupts"
        ? new LockTimeoutError(report)
        : new LockNotAvailableError(report);
    case sqlState.queryCanceled:
      return report.message.includes("statement timeout")
        ? new StatementTimeoutError(report)
        : new QueryCanceledError(report);
    case sqlState.insufficientPrivilege:
      // Whoever lacks a privilege on the table was never let near a row: that is a fault of the setup, and no row's.
      return error.routine === "ExecWithCheckOptions"
        ? new RowSecurityError(report)
        : new DatabaseError(report);
    case sqlState.invalidTextRepresentation:
      return CheckFailure.from(report.message, error) ?? new DatabaseError(report);
    default:
      return new DatabaseError(report);
  }
}

function lostConnection(error: unknown): ConnectionError {
  const message = error instanceof Error ? error.message : String(error);
  return new ConnectionError({
    reason: `The connection to the database was lost: ${message}`,
    cause: error,
  });
}
