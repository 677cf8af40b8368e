// An error of the server without the values that it shows: those of the row that was refused stand in its detail, a value that could
// not be read in its message.
import { isServerError, type ServerError } from "./ServerError.ts";

/** Everything of it that tells no value; what is no error of the server as it is. */
export function hideValues(error: unknown): unknown {
  if (!isServerError(error)) return error;
  const { name, code, severity, schema, table, column, constraint, position, routine } = error;
  const { detail } = error;
  const shown: ServerError = Object.assign(new Error(messageOf(error)), { code, severity, name });
  const known = { schema, table, column, constraint, position, routine };
  for (const [key, value] of Object.entries({ ...known, detail: detail && keyOf(detail) }))
    if (value !== undefined) Object.assign(shown, { [key]: value });
  return shown;
}

/** What is wrong with a value is said of it in quotation marks. */
function messageOf({ code, message }: ServerError): string {
  return code.startsWith("22") ? message.replaceAll(/"[^"]*"/gu, '"…"') : message;
}

/** `Key (email)=(a@b.c) already exists.` → `Key (email)=(…) already exists.`; of any other detail nothing is left. */
function keyOf(detail: string): string | undefined {
  const [, key, rest] = /^(\w+ \(.*?\))=\(.*\)([^)]*)$/su.exec(detail) ?? [];
  return key === undefined ? undefined : `${key}=(…)${rest}`;
}
