// Sets members by name, as `em.create` and `entity.set` do. Keys may come from outside: each is looked up, nothing else.
import { ImmutableFieldError } from "../errors/ImmutableFieldError.ts";
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import { UnknownFieldError } from "../errors/UnknownFieldError.ts";
import { ManyToOne } from "../relations/ManyToOne.ts";
import { OneToOne } from "../relations/OneToOne.ts";
import { relationOf } from "../relations/relationOf.ts";
import type { Field, RelationField } from "../schema/Field.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import { setField } from "../session/fieldAccess.ts";
import type { Entity } from "../types/Entity.ts";
import type { IdType } from "../types/Id.ts";

/** `null` and `undefined` unset. @throws UnknownFieldError (`UNKNOWN_FIELD`), ImmutableFieldError (`IMMUTABLE`), InvalidValueError (`INVALID_VALUE`) */
export function setOpts(state: EntityState, opts: object): void {
  const entries = Object.entries(opts).map(
    ([key, value]) => [settable(state, key), value as unknown] as const,
  );
  // Values are refused more often than relations are: columns first, so that a refused one has changed no other entity.
  for (const [field, value] of entries.toSorted(([a], [b]) => rank(a) - rank(b))) {
    if ("otherMeta" in field) setRelation(state, field, value);
    else setField(state.entity, field.fieldName, value);
  }
}

function rank({ kind }: Field): number {
  if (kind === "m2o") return 1;
  return kind === "o2m" || kind === "o2o" || kind === "m2m" ? 2 : 0;
}

/** All keys are looked at before the first is set, so that a wrong one changes nothing. */
function settable(state: EntityState, key: string): Field {
  const field = state.meta.fields.get(key);
  if (field === undefined) throw new UnknownFieldError({ entity: state.entity, field: key });
  if (field.kind === "primaryKey" || ("immutable" in field && field.immutable))
    throw new ImmutableFieldError({ entity: state.entity, field: key });
  return field;
}

function setRelation(state: EntityState, field: RelationField, value: unknown): void {
  const relation = relationOf(state, field);
  if (relation instanceof ManyToOne) {
    if (value === null || value === undefined || BaseEntity.isEntity(value))
      relation.set(value ?? undefined);
    else relation.id = value as IdType;
  } else if (relation instanceof OneToOne) {
    relation.set((value ?? undefined) as Entity | undefined);
  } else if (Array.isArray(value)) {
    relation.set(value as Entity[]);
  } else if (value === null || value === undefined) {
    relation.set([]);
  } else {
    throw new InvalidValueError({
      entity: state.entity,
      field: field.fieldName,
      reason: "is not a list of entities",
    });
  }
}
