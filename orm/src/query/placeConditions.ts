// Puts conditions where the collections they speak of are in reach: all that is asked of a member stands in one EXISTS, and
// alternatives get one each. `a.age > 60 OR b.title = 'x'` becomes `a.age > 60 OR EXISTS (… b.title = 'x')`.
import type { Condition } from "../sql/nodes.ts";
import type { Branch } from "./Branch.ts";
import { branchesOf, conditionOf, type ConditionTree } from "./parseConditions.ts";

/** What could not be placed, because it ties members of several collections together. */
export interface Tied {
  readonly relations: ReadonlyArray<string>;
}

/** The conditions for the level of `above`, all to hold; those for collections that the filter asks about go there. */
export function placeConditions(
  trees: ReadonlyArray<ConditionTree>,
  above?: Branch,
): Condition[] | Tied {
  const placed: Condition[] = [];
  for (const group of groupsOf(trees.flatMap(conjuncts), above)) {
    const conditions = placeGroup(group, above);
    if ("relations" in conditions) return conditions;
    placed.push(...conditions);
  }
  return placed;
}

function conjuncts(tree: ConditionTree): ReadonlyArray<ConditionTree> {
  return tree.kind === "and" ? tree.items.flatMap(conjuncts) : [tree];
}

interface Group {
  readonly trees: ConditionTree[];
  readonly branches: Set<Branch>;
}

/** Conditions that share a collection must be put to the same member of it. */
function groupsOf(trees: ReadonlyArray<ConditionTree>, above: Branch | undefined): Group[] {
  let groups: Group[] = [];
  for (const tree of trees) {
    const branches = new Set([...branchesOf(tree)].flatMap((branch) => childOf(branch, above)));
    const joined: Group = { trees: [], branches };
    const apart = groups.filter((group) => {
      const isShared = [...group.branches].some((branch) => branches.has(branch));
      if (!isShared) return true;
      joined.trees.push(...group.trees);
      for (const branch of group.branches) branches.add(branch);
      return false;
    });
    joined.trees.push(tree);
    groups = [...apart, joined];
  }
  return groups;
}

/** The collection through which a level leads to a branch; none for what is in reach already. */
function childOf(branch: Branch, above: Branch | undefined): Branch[] {
  for (let each: Branch | undefined = branch; each !== undefined; each = each.parent) {
    if (each === above) return [];
    if (each.parent === above) return [each];
  }
  return [];
}

function placeGroup({ trees, branches }: Group, above: Branch | undefined): Condition[] | Tied {
  const [branch, ...others] = branches;
  if (branch === undefined) return trees.map(conditionOf);
  const [tree] = trees;
  const isFree = [...branches].every(({ items }) => items === undefined);
  if (trees.length === 1 && tree!.kind === "or" && isFree) return placeAlternatives(tree!, above);
  if (others.length > 0) return { relations: [...branches].map(({ name }) => name) };
  const inside = placeConditions(trees, branch);
  if ("relations" in inside) return inside;
  if (branch.items !== undefined) {
    branch.items.push(...inside);
    return [];
  }
  const exists = existsOf(branch, inside);
  // A row without members can still meet what alternatives ask of itself.
  const without = trees.map((each) => withoutMembers(each, above));
  if (without.includes(undefined)) return [exists];
  return [{ kind: "or", items: [exists, { kind: "and", items: without as Condition[] }] }];
}

/** Each alternative on its own; those about one collection share an EXISTS. */
function placeAlternatives(
  tree: Extract<ConditionTree, { kind: "and" | "or" }>,
  above: Branch | undefined,
): Condition[] | Tied {
  const items: Condition[] = [];
  const byBranch = new Map<Branch, ConditionTree[]>();
  for (const item of tree.items.flatMap(alternatives)) {
    const children = new Set([...branchesOf(item)].flatMap((branch) => childOf(branch, above)));
    const [only, ...others] = children;
    const isSimple = others.length === 0 && item.kind === "leaf";
    if (only !== undefined && isSimple) byBranch.set(only, [...(byBranch.get(only) ?? []), item]);
    else {
      const placed = placeConditions([item], above);
      if ("relations" in placed) return placed;
      items.push(placed.length === 1 ? placed[0]! : { kind: "and", items: placed });
    }
  }
  for (const [branch, trees] of byBranch) {
    const or: ConditionTree = trees.length === 1 ? trees[0]! : { kind: "or", items: trees };
    const inside = placeConditions([or], branch);
    if ("relations" in inside) return inside;
    items.push(existsOf(branch, inside));
  }
  return [items.length === 1 ? items[0]! : { kind: "or", items }];
}

function alternatives(tree: ConditionTree): ReadonlyArray<ConditionTree> {
  return tree.kind === "or" ? tree.items.flatMap(alternatives) : [tree];
}

function existsOf({ scope, where }: Branch, inside: ReadonlyArray<Condition>): Condition {
  return { kind: "exists", source: scope, where: { kind: "and", items: where(inside) } };
}

/** What a condition asks of a row that has no members: nothing that speaks of one is met. */
function withoutMembers(tree: ConditionTree, above: Branch | undefined): Condition | undefined {
  if (tree.kind === "leaf") {
    const isOfMembers = [...tree.branches].some((branch) => childOf(branch, above).length > 0);
    return isOfMembers ? undefined : tree.condition;
  }
  const items = tree.items.map((item) => withoutMembers(item, above));
  if (tree.kind === "and")
    return items.includes(undefined) ? undefined : { kind: "and", items: items as Condition[] };
  const some = items.filter((item) => item !== undefined);
  return some.length === 0 ? undefined : { kind: "or", items: some };
}
