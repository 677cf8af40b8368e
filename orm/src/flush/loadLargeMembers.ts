// The members of a large collection whose owner is deleted, a thousand at a time, each statement going on behind the last key of
// the one before. Several owners that are asked for in a tick share a statement.
import { pointsTo } from "../relations/pointTo.ts";
import type { ManyToManyField, OneToManyField } from "../schema/Field.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";

const batchSize = 1_000;

/** As the database has them, without those that were taken away in memory. */
export async function loadLargeMembers(
  owner: EntityState,
  field: OneToManyField | ManyToManyField,
): Promise<EntityState[]> {
  const { session, entity } = owner;
  const { otherMeta, otherField } = field;
  const { fieldName } = otherMeta.idField;
  const members: EntityState[] = [];
  for (let behind: unknown; ;) {
    const where = { [otherField.fieldName]: entity, [fieldName]: { gt: behind } };
    // oxlint-disable-next-line no-await-in-loop -- each statement goes on where the one before ended
    const found = await session.em.find(otherMeta.cstr, where, {
      orderBy: { [fieldName]: "ASC" },
      limit: batchSize,
      softDeletes: "include",
      cache: false,
    });
    for (const each of found) {
      const member = BaseEntity.stateOf(each);
      const isMember =
        field.kind === "o2m"
          ? pointsTo(member, field.otherField, owner)
          : !session.joinRows.isRemoved(field, owner, member);
      if (isMember) members.push(member);
    }
    if (found.length < batchSize) return members;
    behind = found.at(-1)!.id;
  }
}
