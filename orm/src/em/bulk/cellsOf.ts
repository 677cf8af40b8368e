// The cells that the value of a field gives, as setting it on an entity would keep it: one, or one for each component of a
// polymorphic reference.
import { EntityDeletedError } from "../../errors/EntityDeletedError.ts";
import { InvalidEntityTypeError } from "../../errors/InvalidEntityTypeError.ts";
import { InvalidValueError } from "../../errors/InvalidValueError.ts";
import { componentFor, componentsForId } from "../../schema/componentFor.ts";
import type {
  ColumnField,
  EnumField,
  LazyColumnField,
  ManyToOneField,
  PolymorphicField,
  PrimitiveField,
} from "../../schema/Field.ts";
import { isOfType } from "../../schema/isOfType.ts";
import { keyOfId } from "../../schema/keys.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { Cell } from "../../sql/Statement.ts";

/** What can be set by statements on rows. */
export type WritableField =
  | PrimitiveField
  | EnumField
  | LazyColumnField
  | ManyToOneField
  | PolymorphicField;

export interface ColumnCell {
  readonly column: Exclude<ColumnField, { kind: "primaryKey" }>;
  readonly cell: Cell;
}

/** @throws InvalidValueError (`INVALID_VALUE`), InvalidIdError (`INVALID_ID`), InvalidEntityTypeError (`WRONG_TYPE`), EntityDeletedError (`DELETED`) */
export function cellsOf(field: WritableField, value: unknown): ColumnCell[] {
  switch (field.kind) {
    case "poly":
      return polymorphicCells(field, value ?? undefined);
    case "m2o":
      return [{ column: field, cell: required(field, keyCell(field, value ?? undefined)) }];
    case "primitive":
    case "enum":
    case "lazy":
      return [{ column: field, cell: required(field, valueCell(field, value)) }];
  }
}

function required<C extends Cell>(field: ColumnField, cell: C): C {
  if (cell === null && field.notNull) throw refusal(field, "is required");
  return cell;
}

function refusal(
  { meta, fieldName }: WritableField | ColumnField,
  reason: string,
): InvalidValueError {
  return new InvalidValueError({ entity: meta.type, field: fieldName, reason });
}

function valueCell(field: PrimitiveField | EnumField | LazyColumnField, given: unknown): Cell {
  const { codec } = field;
  // JSON has a null of its own, which is what a column that cannot be NULL holds.
  if (given === null && codec.hasNull === true && field.notNull) return codec.encode(null);
  let value = given ?? undefined;
  if (field.kind !== "enum" && typeof value === "string") {
    if (field.isTrimmed) value = value.trim();
    if (field.isEmptyUnset && value === "") value = undefined;
  }
  if (value === undefined) return null;
  const reason = codec.refuse(value);
  if (reason !== undefined) throw refusal(field, reason);
  return codec.encode(codec.keep?.(value) ?? value);
}

function keyCell(field: ManyToOneField, value: unknown): Cell {
  if (value === undefined) return null;
  if (!BaseEntity.isEntity(value)) return keyOfId(field.otherMeta, value);
  const { meta, key, isDeleted, isNew } = BaseEntity.stateOf(value);
  if (!isOfType(meta, field.otherMeta))
    throw new InvalidEntityTypeError({ entity: field.meta.type, field: field.fieldName, value });
  if (isDeleted) throw new EntityDeletedError({ entity: value });
  if (isNew || key === undefined) throw refusal(field, "leads to a new entity: flush it first");
  return key;
}

function polymorphicCells(field: PolymorphicField, value: unknown): ColumnCell[] {
  const target = value === undefined ? undefined : targetComponent(field, value);
  if (target === undefined && field.notNull) throw refusal(field, "is required");
  return field.components.map((column) => ({
    column,
    cell: column === target ? keyCell(column, value) : null,
  }));
}

function targetComponent(field: PolymorphicField, value: unknown): ManyToOneField {
  if (!BaseEntity.isEntity(value)) {
    const [first, ...others] = componentsForId(field, value);
    if (others.length > 0)
      throw refusal(field, "is an id that several types may have: give the entity");
    return first!;
  }
  const component = componentFor(field, BaseEntity.stateOf(value).meta);
  if (component !== undefined) return component;
  throw new InvalidEntityTypeError({ entity: field.meta.type, field: field.fieldName, value });
}
