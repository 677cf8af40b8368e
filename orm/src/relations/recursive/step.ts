// One step along a relation in memory: where it leads from one entity, or what must be loaded to know.
import type { OneTypeRelationField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { ManyToMany } from "../ManyToMany.ts";
import type { OneToMany } from "../OneToMany.ts";
import type { OneToOne } from "../OneToOne.ts";
import { targetOf } from "../pointTo.ts";
import { relationOf } from "../relationOf.ts";
import { statesIn } from "../statesIn.ts";

/** The entities that the relation leads to; while they are not known, the key of the row that says or is where it leads. */
export function step(
  state: EntityState,
  along: OneTypeRelationField,
  withDeleted: boolean,
): ReadonlyArray<EntityState> | string {
  if (along.kind !== "m2o") {
    const relation = relationOf(state, along) as OneToMany | OneToOne | ManyToMany;
    if (!relation.isLoaded) return state.key!;
    return statesIn(withDeleted ? relation.getWithDeleted : relation.get);
  }
  const target = targetOf(state, along);
  if (target === undefined) return [];
  const found =
    typeof target === "object" ? target : state.session.identityMap.find(along.otherMeta, target);
  if (found === undefined) return target as string;
  return found.isDeleted && !withDeleted ? [] : [found];
}
