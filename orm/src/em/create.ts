// Makes a new entity: options first, then what the database would fill in by itself.
import { AbstractEntityError } from "../errors/AbstractEntityError.ts";
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import { applyDefaults } from "../rules/applyDefaults.ts";
import { ConfigApi } from "../rules/ConfigApi.ts";
import { decline } from "../rules/giveValue.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { keyOfId } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import { setColumn } from "../session/fieldAccess.ts";
import { newState } from "../session/hydrate.ts";
import { isColumnSet } from "../session/isColumnSet.ts";
import type { Session } from "../session/Session.ts";
import { setOpts } from "./setOpts.ts";

/** `fill` gives the entity what was named. */
export function create(
  session: Session,
  meta: EntityMeta,
  opts: object,
  fill: (state: EntityState, opts: object) => void = setOpts,
): EntityState {
  session.writeGuard.check(undefined);
  if (meta.view !== undefined) throw new ReadOnlyError({ view: meta.type });
  if (meta.isAbstract) throw new AbstractEntityError({ type: meta.type });
  const { id, rest } = withoutId(opts);
  const key = id === undefined || id === null ? undefined : keyOfId(meta, id);
  const state = newState(session, meta, key, undefined, session.identityMap.nextNumber(meta));
  session.attempt?.made(state);
  for (const trace of session.events.traces) trace.created(state);
  try {
    fill(state, rest);
    setDefaults(state, rest);
  } catch (error) {
    // An entity that could not be made is not there: nothing is left of it for a later flush to write.
    session.identityMap.remove(state);
    state.deleted = "flushed";
    session.revision++;
    throw error;
  }
  applyType(state);
  session.created.add(state);
  return state;
}

/** What an object inherits was not given. Most have no id, and are taken as they are. */
function withoutId(opts: object): { readonly id: unknown; readonly rest: object } {
  if (!Object.hasOwn(opts, "id")) return { id: undefined, rest: opts };
  const { id, ...rest } = opts as { readonly id: unknown };
  return { id, rest };
}

/** A default fills what was not named; naming a field with `undefined` or `null` asks for no value. */
function setDefaults(state: EntityState, opts: object): void {
  const { timestamps, allColumns } = state.meta;
  const defaults = ConfigApi.defaultsOf(state.meta);
  for (const column of allColumns) {
    if (column.literalDefault === undefined || Object.hasOwn(opts, column.fieldName)) continue;
    // What the application says takes the place of what the database says.
    if (defaults.has(column.fieldName)) continue;
    // A setter of the class may have set it.
    if (isColumnSet(state, column)) continue;
    setColumn(state, column, defaultOf(column, column.literalDefault), false);
  }
  const now = new Date();
  for (const column of [timestamps.createdAt, timestamps.updatedAt])
    if (column !== undefined && !isColumnSet(state, column))
      setColumn(state, column, column.codec.ofInstant?.(now) ?? now, false);
  if (defaults.isEmpty) return;
  for (const field of defaults.fields) if (Object.hasOwn(opts, field)) decline(state, field);
  // What was missing may be there by the next flush.
  applyDefaults(state);
}

/** What tells the type of the row, where its table holds rows of several types. */
function applyType(state: EntityState): void {
  const { stiDiscriminatorField: field, stiDiscriminatorValue: value } = state.meta;
  if (value !== undefined) setColumn(state, field!, value, false);
}

function defaultOf({ codec, kind }: ColumnField, text: string): unknown {
  return kind === "m2o" ? text : codec.decode(text);
}
