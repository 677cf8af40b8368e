// Where a relation of an entity leads: a subtype may ask for less than the type that declares the relation allows.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { OneTypeRelationField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";

export function targetTypeOf({ meta }: EntityState, field: OneTypeRelationField): EntityMeta {
  return meta.narrowed.get(field)?.otherMeta ?? field.otherMeta;
}
