// What points at an entity that is being deleted lets go of it. The children are loaded first, in one statement per
// relation for all entities deleted; a required reference then fails its rule before anything is written.
import { pointTo } from "../../relations/pointTo.ts";
import { relationOf } from "../../relations/relationOf.ts";
import type { OneToManyField, OneToOneField } from "../../schema/Field.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { FlushRun } from "../FlushRun.ts";

export async function cascadeDeletes({ session, loader }: FlushRun): Promise<void> {
  const hooked = [...session.deleted, ...session.discarded].flatMap((state) =>
    childFields(state).map((field) => relationOf(state, field)),
  );
  await Promise.all(
    hooked.filter(({ isLoaded }) => !isLoaded).map((relation) => loader.relation(relation)),
  );
  for (const relation of hooked) {
    const { get } = relation;
    for (const entity of Array.isArray(get) ? get : get === undefined ? [] : [get]) {
      const field = relation.field as OneToManyField | OneToOneField;
      pointTo(BaseEntity.stateOf(entity), field.otherField, undefined);
    }
  }
  session.discarded.clear();
}

function childFields({ meta }: EntityState): Array<OneToManyField | OneToOneField> {
  return meta.relations.flatMap((field) =>
    field.kind === "o2m" || field.kind === "o2o" ? [field] : [],
  );
}
