// What points at an entity that is being deleted lets go of it. The children are loaded first, in one statement per
// relation for all entities deleted; a required reference then fails its rule before anything is written. Hooks may delete more.
import { pointTo } from "../../relations/pointTo.ts";
import { relationOf } from "../../relations/relationOf.ts";
import type { OneToManyField, OneToOneField } from "../../schema/Field.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { callWritingHooks } from "../callWritingHooks.ts";
import type { FlushRun } from "../FlushRun.ts";

export async function cascadeDeletes(run: FlushRun): Promise<void> {
  const { session, letGo } = run;
  for (;;) {
    const deleted = [...session.deleted].filter((state) => !letGo.has(state));
    const gone = [...deleted, ...session.discarded];
    if (gone.length === 0) return;
    for (const state of gone) letGo.add(state);
    session.discarded.clear();
    await callWritingHooks(run, { kind: "beforeDelete", states: deleted });
    await unhook(run, gone);
  }
}

async function unhook(
  { session, loader }: FlushRun,
  states: ReadonlyArray<EntityState>,
): Promise<void> {
  const hooked = states.flatMap((state) =>
    childFields(state).map((field) => relationOf(state, field)),
  );
  await Promise.all(
    hooked.filter(({ isLoaded }) => !isLoaded).map((relation) => loader.relation(relation)),
  );
  session.writeGuard.changeOwn(() => {
    for (const relation of hooked) {
      const { get } = relation;
      for (const entity of Array.isArray(get) ? get : get === undefined ? [] : [get]) {
        const field = relation.field as OneToManyField | OneToOneField;
        pointTo(BaseEntity.stateOf(entity), field.otherField, undefined);
      }
    }
  });
}

function childFields({ meta }: EntityState): Array<OneToManyField | OneToOneField> {
  return meta.relations.flatMap((field) =>
    field.kind === "o2m" || field.kind === "o2o" ? [field] : [],
  );
}
