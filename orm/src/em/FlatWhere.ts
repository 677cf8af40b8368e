// A filter that memory can answer too: fields of the entity itself and the values that they must have.
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { isPlainObject } from "../kit/isPlainObject.ts";
import { targetOf, wholeTargetOf } from "../relations/pointTo.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField, ManyToOneField, PolymorphicField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { keyOfId } from "../schema/keys.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import { isRead, readColumn } from "../session/fieldAccess.ts";

/** One field and what it must be; `undefined` asks for no value. */
interface Wanted {
  readonly field: ColumnField | PolymorphicField;
  readonly value: unknown;
  readonly test: (state: EntityState) => boolean;
}

export class FlatWhere {
  readonly meta: EntityMeta;
  readonly #wanted: ReadonlyArray<Wanted>;

  /**
   * @param method which is named in errors
   * @throws InvalidFilterError (`INVALID_FILTER`), InvalidIdError (`INVALID_ID`)
   */
  constructor(meta: EntityMeta, where: object, method: string) {
    this.meta = meta;
    this.#wanted = Object.entries(where).map(([key, given]: [string, unknown]) => {
      const field = meta.fields.get(key);
      if (field === undefined || !("index" in field || field.kind === "poly"))
        throw new InvalidFilterError({
          type: meta.type,
          path: key,
          reason: `is nothing that ${method} can look for: it takes columns and references of ${meta.type} itself`,
        });
      const value = cleaned(meta, field, given);
      return { field, value, test: testOf(field, value) };
    });
  }

  /** Whether a field must point at an entity that has no row yet: then no row can match. */
  get namesNewEntity(): boolean {
    return this.#wanted.some(
      ({ value }) => BaseEntity.isEntity(value) && BaseEntity.stateOf(value).isNew,
    );
  }

  /** What finds take. */
  get filter(): Record<string, unknown> {
    return Object.fromEntries(
      this.#wanted.map(({ field, value }) => {
        if (value === undefined) return [field.fieldName, null];
        const isValue = "codec" in field && field.kind !== "primaryKey" && field.kind !== "m2o";
        return [field.fieldName, isValue ? { eq: value } : value];
      }),
    );
  }

  /** For the index of entities in memory. */
  get columns(): Array<readonly [ColumnField, unknown]> {
    return this.#wanted.flatMap(({ field, value }) =>
      field.kind === "poly" ? [] : [[field, value] as const],
    );
  }

  /** The same text for what finds the same entity. */
  get key(): string {
    const values = this.#wanted.map(({ field, value }) => [field.fieldName, keyOf(field, value)]);
    return `${this.meta.type} ${JSON.stringify(values.toSorted(([a], [b]) => (a! < b! ? -1 : 1)))}`;
  }

  /** As an entity has it now. */
  matches(state: EntityState): boolean {
    return (
      !state.isDeleted &&
      isOfType(state.meta, this.meta) &&
      this.#wanted.every(({ test }) => test(state))
    );
  }

  /** A row that matched still does: what was not changed here is what the database compared. */
  stillMatches(state: EntityState): boolean {
    const { changed } = state;
    return (
      !state.isDeleted &&
      this.#wanted.every(
        ({ field, test }) => changed === undefined || !isChanged(changed, field) || test(state),
      )
    );
  }

  /** `firstName=a1, publisher=p:1` */
  toString(): string {
    return this.#wanted
      .map(({ field, value }) => {
        const isHidden = "isSensitive" in field && field.isSensitive;
        return `${field.fieldName}=${isHidden ? "…" : (keyOf(field, value) ?? "unset")}`;
      })
      .join(", ");
  }
}

function isChanged(
  changed: ReadonlySet<ColumnField>,
  field: ColumnField | PolymorphicField,
): boolean {
  if (field.kind !== "poly") return changed.has(field);
  return field.components.some((component) => changed.has(component));
}

/** As setting the field would keep it. */
function cleaned(meta: EntityMeta, field: ColumnField | PolymorphicField, given: unknown): unknown {
  const value = given ?? undefined;
  if (value === undefined || field.kind === "m2o" || field.kind === "poly") return value;
  if (field.kind === "primaryKey") return keyOfId(meta, value);
  let clean: unknown = value;
  if (field.kind !== "enum" && typeof clean === "string") {
    if (field.isTrimmed) clean = clean.trim();
    if (field.isEmptyUnset && clean === "") return undefined;
  }
  const reason = field.codec.refuse(clean);
  // No operator can be smuggled in: an object is a value where the column holds objects, and nothing else.
  if (reason !== undefined)
    throw new InvalidFilterError({ type: meta.type, path: field.fieldName, reason });
  return field.codec.keep?.(clean) ?? clean;
}

function testOf(
  field: ColumnField | PolymorphicField,
  value: unknown,
): (state: EntityState) => boolean {
  switch (field.kind) {
    case "poly": {
      if (value === undefined) return (state) => wholeTargetOf(state, field) === undefined;
      const target = targetKeyOf(field, value);
      return (state) => {
        const whole = wholeTargetOf(state, field);
        return whole !== undefined && pointsAt(whole.component, whole.target, target);
      };
    }
    case "m2o": {
      if (value === undefined) return (state) => targetOf(state, field) === undefined;
      const target = targetKeyOf(field, value);
      return (state) => pointsAt(field, targetOf(state, field), target);
    }
    case "primaryKey":
      return (state) => state.key === value;
    case "primitive":
    case "lazy":
    case "enum":
      return (state) => {
        // What was never read may be anything: the database tells.
        if (field.kind === "lazy" && !isRead(state, field)) return false;
        const current = readColumn(state, field);
        if (current === undefined || value === undefined) return current === value;
        return isCaseless(field)
          ? (current as string).toLowerCase() === (value as string).toLowerCase()
          : current === value || field.codec.equals(current, value);
      };
  }
}

/** An entity in memory, or the type and key of a row. */
type TargetKey = EntityState | { readonly meta: EntityMeta; readonly key: string };

function targetKeyOf(field: ManyToOneField | PolymorphicField, value: unknown): TargetKey {
  const components = field.kind === "poly" ? field.components : [field];
  if (BaseEntity.isEntity(value)) {
    const state = BaseEntity.stateOf(value);
    if (components.some(({ otherMeta }) => isOfType(state.meta, otherMeta))) return state;
  } else if (!isPlainObject(value) && !Array.isArray(value)) {
    const { domain } = field.meta;
    const meta = field.kind === "poly" ? domain.getMetadataByTag(String(value)) : field.otherMeta;
    // A tag is of a whole hierarchy.
    if (components.some(({ otherMeta }) => otherMeta.rootType === meta.rootType))
      return { meta, key: keyOfId(meta, value) };
  }
  throw new InvalidFilterError({
    type: field.meta.type,
    path: field.fieldName,
    reason: "is neither an entity nor an id that it can point at",
  });
}

function pointsAt(
  { otherMeta }: ManyToOneField,
  current: EntityState | string | undefined,
  target: TargetKey,
): boolean {
  if (current === undefined) return false;
  if (current === target) return true;
  if (target.meta.rootType !== otherMeta.rootType) return false;
  const key = typeof current === "object" ? current.key : current;
  return key !== undefined && key === target.key;
}

function isCaseless({ codec }: ColumnField): boolean {
  return /(^|\.)citext$/.test(codec.type);
}

function keyOf(field: ColumnField | PolymorphicField, value: unknown): string | null {
  if (value === undefined) return null;
  if (field.kind === "m2o" || field.kind === "poly") {
    const target = targetKeyOf(field, value);
    return "taggedName" in target && target.key === undefined
      ? target.taggedName
      : `${target.meta.tagName}:${target.key}`;
  }
  if (field.kind === "primaryKey") return value as string;
  const text = field.codec.encode(value);
  return isCaseless(field) ? text.toLowerCase() : text;
}
