// The members that a hint names of rows of a type, which may be of the types that extend it, too.
import type { HintTree } from "../../hints/HintTree.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { LoadableMember } from "../../schema/LoadableMember.ts";

/** Each with what is below it. A name that stands for one thing here and for another there is left out: level by level knows. */
export function membersOfRows(
  meta: EntityMeta,
  tree: HintTree,
): ReadonlyArray<readonly [LoadableMember, HintTree]> {
  if (meta.reading?.isMixed !== true) return [...tree.membersOf(meta)];
  const byName = new Map<string, Map<LoadableMember, HintTree>>();
  for (const type of [meta, ...meta.subTypes])
    for (const [member, below] of tree.membersOf(type)) {
      const same = byName.get(member.fieldName);
      if (same === undefined) byName.set(member.fieldName, new Map([[member, below]]));
      else same.set(member, below);
    }
  return [...byName.values()].flatMap((members) => (members.size === 1 ? [...members] : []));
}
