// Tells errors of Kingpost from others, also when two copies of the package are installed and `instanceof` cannot.
import type { ErrorCode } from "./catalogue.ts";
import type { KingpostError } from "./KingpostError.ts";

/**
 * True when `error` was thrown by Kingpost, and has that code when one is given.
 *
 * ```ts
 * if (isKingpostError(error, "NOT_FOUND")) reply.code(404);
 * ```
 */
export function isKingpostError<C extends ErrorCode = ErrorCode>(
  error: unknown,
  code?: C,
): error is KingpostError<C> {
  if (typeof error !== "object" || error === null) return false;
  if (!(Symbol.for("kingpost.error") in error) || !("code" in error)) return false;
  return code === undefined || error.code === code;
}
