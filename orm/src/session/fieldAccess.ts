// Reading and setting the columns of an entity, and knowing which of them changed.
import { CodecError } from "../errors/CodecError.ts";
import { EntityDeletedError } from "../errors/EntityDeletedError.ts";
import { ImmutableFieldError } from "../errors/ImmutableFieldError.ts";
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import { JsonSchemaError } from "../errors/JsonSchemaError.ts";
import { NotLoadedError } from "../errors/NotLoadedError.ts";
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import { UnknownEnumValueError } from "../errors/UnknownEnumValueError.ts";
import { UnknownFieldError } from "../errors/UnknownFieldError.ts";
import { JsonIssues } from "../schema/codecs/JsonIssues.ts";
import type {
  ColumnField,
  EnumField,
  Field,
  LazyColumnField,
  PrimitiveField,
} from "../schema/Field.ts";
import type { Cell } from "../sql/Statement.ts";
import type { Entity } from "../types/Entity.ts";
import { BaseEntity } from "./BaseEntity.ts";
import { type EntityState, unread } from "./EntityState.ts";

/**
 * The value of a field; what generated getters call. The result's type is the getter's.
 * @throws CodecError (`CODEC`) when the cell cannot be decoded, UnknownEnumValueError (`UNKNOWN_ENUM`) when it is a code that
 * came after the generated code
 */
export function field<V>(entity: Entity, name: string): V {
  const state = BaseEntity.stateOf(entity);
  state.session.plugins.beforeGetField?.(entity, name);
  const column = state.meta.fields.get(name) as ColumnField;
  return shownValue(column, readColumn(state, column)) as V;
}

/**
 * Sets a field; what generated setters call. True when that changed something. References and collections are set as
 * `entity.set` sets them, and so is what the class has a setter for.
 * @example
 * setField(author, "firstName", "Ann");
 * @throws ImmutableFieldError (`IMMUTABLE`), InvalidValueError (`INVALID_VALUE`), EntityDeletedError (`DELETED`),
 * WriteDuringFlushError (`WRITE_DURING_FLUSH`), UnknownFieldError (`UNKNOWN_FIELD`), InvalidIdError (`INVALID_ID`),
 * InvalidEntityTypeError (`WRONG_TYPE`)
 */
export function setField(entity: Entity, name: string, value: unknown): boolean {
  const state = BaseEntity.stateOf(entity);
  const found = state.meta.fields.get(name);
  if (isSettableColumn(found) && !found.immutable && !found.isProtected)
    return writeColumn(state, found, value);
  const { session } = state;
  const { changes, revision } = session;
  // A computed key, so that no name has a meaning of its own.
  session.ports.setOpts(state, { [name]: value });
  return session.changes !== changes || session.revision !== revision;
}

/** As `setField`, and of a field that only its class may set: what the generated method calls that only the class can call. */
export function setProtectedField(entity: Entity, name: string, value: unknown): boolean {
  const state = BaseEntity.stateOf(entity);
  return writeColumn(state, settableColumn(state, name), value);
}

/** The value as users see it: some columns show NULL as a value. */
function shownValue(column: ColumnField, value: unknown): unknown {
  return value === undefined && column.kind === "enum" ? column.ofNull : value;
}

/** The value of a column: decoded or set before, or decoded from the row now. */
export function readColumn(state: EntityState, column: ColumnField): unknown {
  if (state.values !== undefined) {
    const value = state.values[column.index];
    if (value !== unread) return value;
  }
  const { codec } = column;
  if (codec.decodeBytes !== undefined) {
    const value = state.decodedAt(column.index, codec);
    if (value !== unread) {
      if (codec.isCheap !== true && value !== undefined) valuesOf(state)[column.index] = value;
      return value;
    }
  }
  const cell = state.cell(column.index);
  if (cell === null) return undefined;
  if (cell === undefined) return unknown(state, column);
  const value = codec.isText ? cell : decode(state, column, cell);
  // The keys of references are read where they are needed, mostly without making text of them.
  if (codec.isCheap !== true && column.kind !== "m2o") valuesOf(state)[column.index] = value;
  return value;
}

/** A new entity has no row; one that came from a row of the user's own may lack columns. */
function unknown(state: EntityState, column: ColumnField): undefined {
  if (!state.isNew) throw new NotLoadedError({ entity: state.entity, field: column.fieldName });
  return undefined;
}

/** The value that the database has, whatever was set since. */
export function originalValue(state: EntityState, column: ColumnField): unknown {
  const cell = state.cell(column.index);
  return cell === null || cell === undefined ? undefined : decode(state, column, cell);
}

/** The same where an unreadable value must stop nothing: it is `undefined`. */
export function readableOriginal(state: EntityState, column: ColumnField): unknown {
  try {
    return originalValue(state, column);
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

/** Whether the database has this value; one that cannot be read is another one. */
export function isOriginal(state: EntityState, column: ColumnField, value: unknown): boolean {
  return holds(originalValue, state, column, value);
}

/** Sets a column that is not a reference, after checking and cleaning the value. */
export function writeColumn(state: EntityState, column: SettableColumn, given: unknown): boolean {
  checkWritable(state);
  const value = accepted(state, column, given);
  // Whether a value is the one that was never read, nobody knows.
  if (isRead(state, column) && holds(readColumn, state, column, value)) return false;
  state.session.plugins.beforeSetField?.(state.entity, column.fieldName, value);
  // What was not changed has its original value now, which is another one than is set.
  const isBack =
    state.changed?.has(column) === true &&
    state.cell(column.index) !== undefined &&
    isOriginal(state, column, value);
  setColumn(state, column, value, isBack);
  for (const trace of state.session.events.traces)
    trace.set(state, column.fieldName, value, column.isSensitive);
  if (decidesOnCollections(state, column)) state.session.revision++;
  return true;
}

/** Whether collections show an entity, and where, depends on such a column. */
export function decidesOnCollections({ meta }: EntityState, column: ColumnField): boolean {
  return column === meta.timestamps.deletedAt || meta.orderColumns.has(column);
}

/** Whether the value is known: its cell was read, or it was set. Only what is lazy may not be. */
export function isRead(state: EntityState, column: ColumnField): boolean {
  if (state.isNew || state.cell(column.index) !== undefined) return true;
  return state.values !== undefined && state.values[column.index] !== unread;
}

/** Keeps the cell of a lazy column as the database has it; a value that was set meanwhile stays. */
export function keepCell(state: EntityState, column: ColumnField, cell: Cell): void {
  const row = [...state.row!];
  row[column.index] = cell;
  state.row = row;
  if (state.values !== undefined && state.changed?.has(column) !== true)
    state.values[column.index] = unread;
}

/** Stores a value and keeps the sets of what changed; `isBack` says that it is the row's value again. */
export function setColumn(
  state: EntityState,
  column: ColumnField,
  value: unknown,
  isBack: boolean,
): void {
  const { session } = state;
  session.attempt?.changes(state);
  valuesOf(state)[column.index] = value;
  session.changes++;
  if (state.isNew) return;
  if (isBack) {
    state.changed?.delete(column);
    if (state.changed?.size === 0 && !session.touched.has(state)) session.dirty.delete(state);
  } else {
    (state.changed ??= new Set()).add(column);
    session.dirty.add(state);
  }
}

/**
 * @throws WriteDuringFlushError (`WRITE_DURING_FLUSH`), EntityDeletedError (`DELETED`), ReadOnlyError (`READ_ONLY`),
 * DetachedEntityError (`DETACHED`)
 */
export function checkWritable(state: EntityState): void {
  const { type, view } = state.meta;
  if (view !== undefined) throw new ReadOnlyError({ view: type });
  state.session.writeGuard.check(state.entity);
  if (state.isDeleted) throw new EntityDeletedError({ entity: state.entity });
}

/** The values of an entity, made when the first one is decoded or set. */
export function valuesOf(state: EntityState): unknown[] {
  if (state.values !== undefined) return state.values;
  const { group } = state;
  // A copy of a list is made in one go; to fill one takes twice the time.
  group.blank ??= Array.from({ length: group.meta.width }, () => unread);
  return (state.values = group.blank.slice());
}

/** What is set by its value; references are set by where they lead. */
export type SettableColumn = PrimitiveField | EnumField | LazyColumnField;

function settableColumn(state: EntityState, name: string): SettableColumn {
  const found = state.meta.fields.get(name);
  if (isSettableColumn(found)) {
    if (!found.immutable) return found;
    throw new ImmutableFieldError({ entity: state.entity, field: name });
  }
  throw new UnknownFieldError({ entity: state.entity, field: name });
}

function isSettableColumn(found: Field | undefined): found is SettableColumn {
  return found?.kind === "primitive" || found?.kind === "enum" || found?.kind === "lazy";
}

/** Why a column would refuse a value that is set by users; `undefined` when it takes it. */
export function refusalOf(column: SettableColumn, given: unknown): string | undefined {
  const value = cleaned(column, given);
  if (value === undefined || value === null) return undefined;
  try {
    return column.codec.refuse(value);
  } catch (cause) {
    if (!(cause instanceof JsonIssues)) throw cause;
    const [issue] = cause.issues;
    return `does not fit its schema: ${issue?.message ?? "it is another value"}`;
  }
}

/** As users mean it. */
function cleaned(column: SettableColumn, given: unknown): unknown {
  let value = given ?? undefined;
  // JSON has a null of its own, which is what a column that cannot be NULL holds.
  if (given === null && column.codec.hasNull === true && column.notNull) return null;
  if (column.kind !== "enum" && typeof value === "string") {
    if (column.isTrimmed) value = value.trim();
    if (column.isEmptyUnset && value === "") value = undefined;
  }
  return value;
}

/** The value as it is kept. @throws InvalidValueError (`INVALID_VALUE`), JsonSchemaError (`JSON_SCHEMA`) */
export function accepted(state: EntityState, column: SettableColumn, given: unknown): unknown {
  const value = cleaned(column, given);
  if (value === undefined || value === null) return value;
  const reason = reasonToRefuse(state, column, value);
  if (reason !== undefined)
    throw new InvalidValueError({ entity: state.entity, field: column.fieldName, reason });
  return column.codec.keep === undefined ? value : column.codec.keep(value);
}

function reasonToRefuse(
  state: EntityState,
  { codec, fieldName }: ColumnField,
  value: unknown,
): string | undefined {
  try {
    return codec.refuse(value);
  } catch (cause) {
    if (cause instanceof JsonIssues)
      throw new JsonSchemaError({ entity: state.entity, field: fieldName, issues: cause.issues });
    throw cause;
  }
}

/** A stored value that cannot be read is another one: setting the field mends it. */
function holds(
  read: (state: EntityState, column: ColumnField) => unknown,
  state: EntityState,
  column: ColumnField,
  value: unknown,
): boolean {
  try {
    return isEqual(column, read(state, column), value);
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw error;
  }
}

function isUnreadable(error: unknown): boolean {
  return (
    error instanceof CodecError ||
    error instanceof JsonSchemaError ||
    error instanceof UnknownEnumValueError
  );
}

/** Whether two values are stored alike. */
export function isEqual(column: ColumnField, first: unknown, second: unknown): boolean {
  const { codec } = column;
  const [a, b] = [shownValue(column, first), shownValue(column, second)];
  if (a === undefined || b === undefined) return a === b;
  return a === b || codec.equals(a, b);
}

function decode(state: EntityState, column: ColumnField, cell: string): unknown {
  try {
    return column.codec.decode(cell);
  } catch (cause) {
    if (cause instanceof UnknownEnumValueError && !Array.isArray(shownValue(column, undefined))) {
      const { enumName, source } = cause;
      const { entity } = state;
      const value = column.isSensitive ? "…" : cause.value;
      throw new UnknownEnumValueError({ enumName, value, source, entity, field: column.fieldName });
    }
    if (cause instanceof JsonIssues) {
      const { issues } = cause;
      throw new JsonSchemaError({ entity: state.entity, field: column.fieldName, issues });
    }
    throw new CodecError({
      entity: state.entity,
      field: column.fieldName,
      type: column.codec.type,
      cause: column.isSensitive ? undefined : cause,
    });
  }
}
