// What a hint names, as far as it can be loaded as JSON in the statement that gives the owners.
import type { HintTree } from "../../hints/HintTree.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ManyToOneField } from "../../schema/Field.ts";
import type { LoadableMember } from "../../schema/LoadableMember.ts";
import type { StoredRelation } from "../dealRelated.ts";
import type { Restriction } from "../Restriction.ts";
import type { Restrictions } from "./Restrictions.ts";
import { isTypedByRow } from "./selectBelow.ts";

export interface JsonBranch {
  readonly field: ManyToOneField | StoredRelation["field"];
  readonly restriction: Restriction | undefined;
  readonly below: ReadonlyArray<JsonBranch>;
}

/** Where the branches begin. */
export interface JsonOwners {
  readonly meta: EntityMeta;
  /** The relation that leads to them. */
  readonly via: LoadableMember | undefined;
  /** The answer may have one of them once for each that leads to it: what hangs on it would be there as often. */
  readonly areRepeated: boolean;
}

export function jsonBranches(
  restrictions: Restrictions,
  { meta, via, areRepeated }: JsonOwners,
  tree: HintTree,
): JsonBranch[] {
  // Rows of several types have members that only some of them have.
  if (meta.reading !== undefined) return [];
  return [...tree.membersOf(meta)].flatMap(([member, deeper]): JsonBranch[] => {
    if (member.kind === "m2o") {
      // Children lead back to the owners that they were loaded for.
      if (member.otherField === via || isTypedByRow(member.otherMeta)) return [];
    } else if (areRepeated) return [];
    else if (member.kind !== "o2m" && member.kind !== "o2o" && member.kind !== "m2m") return [];
    const { otherMeta } = member;
    const owners = {
      meta: otherMeta,
      via: member,
      areRepeated: areRepeated || member.kind === "m2o" || member.kind === "m2m",
    };
    const operation = member.kind === "m2o" ? "load" : (`${member.kind}-load` as const);
    const restriction = restrictions.of(otherMeta, operation);
    return [{ field: member, restriction, below: jsonBranches(restrictions, owners, deeper) }];
  });
}
