// What a client says it has seen of an entity: the next flush that writes it compares that with the row.
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import { NewEntityError } from "../errors/NewEntityError.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Cell } from "../sql/Statement.ts";

/** @throws InvalidValueError (`INVALID_VALUE`), NewEntityError (`NEW_ENTITY`) */
export function expectVersion(state: EntityState, token: unknown): void {
  const { meta, session, entity } = state;
  const column = meta.tokenField;
  if (column === undefined)
    throw new InvalidValueError({
      entity,
      reason: "has neither a version nor a time of its last update that could be compared",
    });
  const { fieldName: field } = column;
  if (state.isNew) throw new NewEntityError({ entity, field });
  const cell =
    column === meta.versionField ? numberOf(token) : timeOf(token, state.row![column.index]!);
  if (cell === undefined)
    throw new InvalidValueError({ entity, field, reason: `cannot be ${String(token)}` });
  session.expectedTokens = new Map(session.expectedTokens).set(state, cell);
}

function numberOf(token: unknown): Cell | undefined {
  const text = String(token);
  return /^\d{1,19}$/.test(text) ? text : undefined;
}

/**
 * A time with microseconds is compared as it is. One with fewer digits, such as a `Date` has, cannot be the row's: it stands for the row
 * that is in memory, when that has it.
 */
function timeOf(token: unknown, loaded: Cell): Cell | undefined {
  const text = token instanceof Date ? dateText(token) : String(token);
  const time = Date.parse(text ?? "");
  if (text === undefined || Number.isNaN(time) || loaded === null) return undefined;
  const isExact = /\.\d{4,}/.test(text);
  return !isExact && Date.parse(isoOf(loaded)) === time ? loaded : text;
}

function dateText(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** `2026-11-25 19:40:47.123456+00`, as Postgres prints it, to the millisecond and as every engine reads it. */
function isoOf(cell: string): string {
  return cell
    .replace(" ", "T")
    .replace(/(\.\d{3})\d+/, "$1")
    .replace(/([+-]\d\d)$/, "$1:00");
}
