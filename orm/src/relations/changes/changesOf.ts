// What `entity.changes` gives: an object that answers for any field by asking the entity when it is asked itself.
import type { ColumnField, Field, RecursiveField } from "../../schema/Field.ts";
import { isMember } from "../../schema/isRelationField.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { originalValue, readColumn } from "../../session/fieldAccess.ts";
import type { KeptChanges } from "../../session/KeptChanges.ts";
import type { FieldStatus, PrimitiveFieldStatus } from "../../types/Changes.ts";
import { EnumCollectionStatus } from "./EnumCollectionStatus.ts";
import { keptCodes, keptCollection, keptField, keptReference } from "./keptStatus.ts";
import { ManyToManyStatus } from "./ManyToManyStatus.ts";
import { ManyToOneStatus } from "./ManyToOneStatus.ts";
import { OneToManyStatus } from "./OneToManyStatus.ts";
import { OneToOneStatus } from "./OneToOneStatus.ts";
import { PolymorphicStatus } from "./PolymorphicStatus.ts";

/** A proxy: which fields there are differs by entity type, and who asks for changes asks for one or two of them. */
export function changesOf(state: EntityState): object {
  return new Proxy(
    {},
    {
      get: (_, key) => answer(state, key),
      has: (_, key) => answer(state, key) !== undefined,
      ownKeys: () => ["fields", "fieldsWithoutRelations", ...memberNames(state)],
      getOwnPropertyDescriptor: (_, key) => ({
        value: answer(state, key),
        enumerable: true,
        configurable: true,
      }),
    },
  );
}

function answer(state: EntityState, key: string | symbol): unknown {
  if (key === "fields") return changedFields(state, () => true);
  if (key === "fieldsWithoutRelations")
    return changedFields(state, (field) => "index" in field || field.kind === "poly");
  const field = typeof key === "string" ? state.meta.fields.get(key) : undefined;
  return field === undefined || !hasStatus(field) ? undefined : statusOf(state, field);
}

function memberNames({ meta }: EntityState): string[] {
  return [...meta.fields].flatMap(([name, field]) => (hasStatus(field) ? [name] : []));
}

function changedFields(
  state: EntityState,
  isWanted: (field: Field) => boolean,
): ReadonlyArray<string> {
  const names: string[] = [];
  for (const [name, field] of state.meta.fields)
    if (hasStatus(field) && isWanted(field) && statusOf(state, field).hasChanged) names.push(name);
  return Object.freeze(names);
}

/** What is worked out from other relations changes with those. */
function hasStatus(field: Field): field is Exclude<Field, RecursiveField> {
  return isMember(field) && field.kind !== "recursive";
}

/** While the hooks of a committed flush run, what that flush wrote. */
function statusOf(state: EntityState, field: Exclude<Field, RecursiveField>): FieldStatus {
  const kept = state.session.keptChanges?.get(state)?.get(field.fieldName);
  return kept ?? currentStatus(state, field);
}

/** The fields that changed, with what they tell of that also once the changes are written. */
export function keepChanges(state: EntityState): KeptChanges {
  const kept = new Map<string, FieldStatus>();
  for (const [name, field] of state.meta.fields) {
    if (!hasStatus(field)) continue;
    const status = currentStatus(state, field);
    if (status.hasChanged) kept.set(name, keptStatus(state, field, status));
  }
  return kept;
}

function keptStatus(
  state: EntityState,
  field: Exclude<Field, RecursiveField>,
  status: FieldStatus,
): FieldStatus {
  switch (field.kind) {
    case "m2o":
    case "poly":
    case "o2o":
      return keptReference(state, field, status as never);
    case "o2m":
    case "m2m":
      return keptCollection(state, field, status as never);
    case "m2mEnum":
      return keptCodes(state, field, status as never);
    default:
      return keptField(status as never);
  }
}

function currentStatus(state: EntityState, field: Exclude<Field, RecursiveField>): FieldStatus {
  switch (field.kind) {
    case "m2o":
      return new ManyToOneStatus(state, field);
    case "poly":
      return new PolymorphicStatus(state, field);
    case "o2m":
      return new OneToManyStatus(state, field);
    case "o2o":
      return new OneToOneStatus(state, field);
    case "m2m":
      return new ManyToManyStatus(state, field);
    case "m2mEnum":
      return new EnumCollectionStatus(state, field);
    default:
      return columnStatus(state, field);
  }
}

function columnStatus(
  state: EntityState,
  column: Exclude<ColumnField, { kind: "m2o" }>,
): PrimitiveFieldStatus<unknown> {
  const { isNew, changed } = state;
  const hasUpdated = !isNew && changed?.has(column) === true;
  // The key is given by the library, so it is no change that anybody made.
  const hasValue = isNew && column.kind !== "primaryKey" && readColumn(state, column) !== undefined;
  return {
    kind: "field",
    hasUpdated,
    hasChanged: hasUpdated || hasValue,
    get originalValue() {
      return isNew ? undefined : originalValue(state, column);
    },
  };
}
