// Makes a new entity: options first, then what the database would fill in by itself.
import { AbstractEntityError } from "../errors/AbstractEntityError.ts";
import { EntityDeletedError } from "../errors/EntityDeletedError.ts";
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import { checkOther } from "../relations/checkOther.ts";
import { applyDefaults } from "../rules/applyDefaults.ts";
import { ConfigApi } from "../rules/ConfigApi.ts";
import { decline } from "../rules/giveValue.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { keyOfId } from "../schema/keys.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import { accepted, isEqual, setColumn, valuesOf } from "../session/fieldAccess.ts";
import { newState } from "../session/hydrate.ts";
import { instantOf } from "../session/instantOf.ts";
import { isColumnSet } from "../session/isColumnSet.ts";
import type { Session } from "../session/Session.ts";
import { CreationPlan, literalDefaults } from "./CreationPlan.ts";
import { checkMembers, setMembers, setOpts, setReference } from "./setOpts.ts";
import type { ReferenceField } from "./settable.ts";

/** `fill` gives the entity what was named, where that is not what `opts` holds. */
export function create(
  session: Session,
  meta: EntityMeta,
  opts: object,
  fill?: (state: EntityState, opts: object) => void,
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
    if (fill === undefined) {
      const plan = CreationPlan.of(state, rest);
      if (isObserved(session)) setOpts(state, rest);
      else give(state, plan, rest as Record<string, unknown>);
      setDefaults(state, plan.defaults, rest);
    } else {
      fill(state, rest);
      setDefaults(state, literalDefaults(meta, Object.keys(rest)), rest);
    }
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

/** Somebody hears of every value that is set, and may set others. */
function isObserved({ plugins, events }: Session): boolean {
  return plugins.beforeSetField !== undefined || events.traces.length > 0;
}

/** As `setOpts`, of an entity that has nothing yet: no value has to be compared with another, and nobody asked whether it may be set. */
function give(
  state: EntityState,
  { columns, references, members, setters, decidesOnCollections }: CreationPlan,
  opts: Readonly<Record<string, unknown>>,
): void {
  const { session } = state;
  const values = valuesOf(state);
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at]!;
    const value = accepted(state, column, opts[column.fieldName]);
    // Some columns show no value as a value of its own.
    if (value === undefined || (column.kind === "enum" && isEqual(column, undefined, value)))
      continue;
    values[column.index] = value;
    session.changes++;
  }
  if (decidesOnCollections) session.revision++;
  for (const field of members) checkMembers(state, field, opts[field.fieldName]);
  for (const field of references) giveReference(state, field, opts[field.fieldName]);
  for (const field of members) setMembers(state, field, opts[field.fieldName]);
  for (const name of setters) Reflect.set(state.entity, name, opts[name]);
}

function giveReference(state: EntityState, field: ReferenceField, value: unknown): void {
  if (field.kind !== "m2o" || !BaseEntity.isEntity(value)) {
    setReference(state, field, value);
    return;
  }
  const target = checkOther(state, field, value);
  if (target.isDeleted) throw new EntityDeletedError({ entity: target.entity });
  const { session } = state;
  valuesOf(state)[field.index] = target;
  session.changes++;
  session.revision++;
  session.links.add(field.otherField, target, state);
}

/** What an object inherits was not given. Most have no id, and are taken as they are. */
function withoutId(opts: object): { readonly id: unknown; readonly rest: object } {
  if (!Object.hasOwn(opts, "id")) return { id: undefined, rest: opts };
  const { id, ...rest } = opts as { readonly id: unknown };
  return { id, rest };
}

/** A default fills what was not named; naming a field with `undefined` or `null` asks for no value. */
function setDefaults(state: EntityState, literals: ReadonlyArray<ColumnField>, opts: object): void {
  for (const column of literals)
    // A setter of the class may have set it.
    if (!isColumnSet(state, column))
      setColumn(state, column, defaultOf(column, column.literalDefault!), false);
  setInstants(state);
  const defaults = ConfigApi.defaultsOf(state.meta);
  if (defaults.isEmpty) return;
  for (const field of defaults.fields) if (Object.hasOwn(opts, field)) decline(state, field);
  // What was missing may be there by the next flush.
  applyDefaults(state);
}

function setInstants(state: EntityState): void {
  const { createdAt, updatedAt } = state.meta.timestamps;
  if (createdAt === undefined && updatedAt === undefined) return;
  const now = instantOf(state.session);
  if (createdAt !== undefined) setInstant(state, createdAt, now);
  if (updatedAt !== undefined) setInstant(state, updatedAt, now);
}

function setInstant(state: EntityState, column: ColumnField, now: Date): void {
  if (!isColumnSet(state, column))
    setColumn(state, column, column.codec.ofInstant?.(now) ?? now, false);
}

/** What tells the type of the row, where its table holds rows of several types. */
function applyType(state: EntityState): void {
  const { stiDiscriminatorField: field, stiDiscriminatorValue: value } = state.meta;
  if (value !== undefined) setColumn(state, field!, value, false);
}

function defaultOf({ codec, kind }: ColumnField, text: string): unknown {
  return kind === "m2o" ? text : codec.decode(text);
}
