// Two refusals of Postgres that are about the place rather than about the statement: no privilege, and no such schema.
import { errnoOf } from "./errnoOf.ts";
import { MigrationError } from "./MigrationError.ts";

/** Turns 42501 and 3F000 into a `MigrationError` that says what to do; gives anything else back as it is. */
export function explainRefusal(error: unknown, doing: string): unknown {
  const said = error instanceof Error ? error.message : String(error);
  switch (errnoOf(error)) {
    case "42501":
      return new MigrationError(
        "PRIVILEGE_MISSING",
        `The user of DATABASE_URL may not ${doing}: ${said}. ${privilegeHint}`,
        { cause: error },
      );
    case "3F000":
      return new MigrationError(
        "SCHEMA_MISSING",
        `It is not possible to ${doing}: ${said}. Create the schema first (CREATE SCHEMA …), or name another one with --schema.`,
        { cause: error },
      );
    case undefined:
    default:
      return error;
  }
}

/** What to do about a privilege that is missing. */
export const privilegeHint: string =
  "Run migrations as the owner of the tables, or have the owner grant it (GRANT CREATE ON SCHEMA public TO …); the application itself " +
  "needs neither.";
