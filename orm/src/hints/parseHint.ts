// From a load hint in any of its forms to a tree of names, checked against the members of the types it is for.
import { InvalidHintError } from "../errors/InvalidHintError.ts";
import type { Subject } from "../errors/Subject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { typesBelow } from "../schema/LoadableMember.ts";
import { HintTree } from "./HintTree.ts";

/** `"books"`, `["books"]` and `{ books: {} }` are the same tree. @throws InvalidHintError (`INVALID_HINT`) */
export function parseHint(meta: EntityMeta, hint: unknown): HintTree {
  const tree = treeOf(hint);
  checkHint([meta], tree);
  return tree;
}

/**
 * Refuses a name that none of the types has, nor their subtypes, as deep as types are known beforehand.
 * @throws InvalidHintError (`INVALID_HINT`)
 */
export function checkHint(
  metas: ReadonlyArray<EntityMeta>,
  tree: HintTree,
  entity: Subject = metas[0]?.type ?? "a value",
): void {
  for (const [key, below] of tree.keys) {
    const members = metas.flatMap((meta) =>
      [meta, ...meta.subTypes].flatMap((type) => type.members.get(key) ?? []),
    );
    if (members.length === 0) throw new InvalidHintError({ entity, key });
    if (below.isEmpty) continue;
    const types = new Set<EntityMeta>();
    let isKnown = true;
    for (const member of members) {
      const known = typesBelow(member);
      if (known === undefined) isKnown = false;
      else for (const type of known) types.add(type);
    }
    // What leads to no entities says so by the name of its own type.
    if (isKnown) checkHint([...types], below, types.size === 0 ? entity : undefined);
  }
}

/** A hint whose names are not checked yet. */
export function treeOf(hint: unknown): HintTree {
  if (hint instanceof HintTree) return hint;
  const entries = entriesOf(hint);
  if (entries.length === 0) return HintTree.nothing;
  return new HintTree(new Map(entries.map(([key, below]) => [key, treeOf(below)])));
}

/** A hint in any of its forms as pairs of a key and what is below it. */
export function entriesOf(hint: unknown): Array<readonly [key: string, below: unknown]> {
  if (hint === undefined || hint === null) return [];
  if (typeof hint === "string") return [[hint, undefined]];
  if (Array.isArray(hint)) return hint.map((key) => [String(key), undefined]);
  return Object.entries(hint).filter(([, below]) => below !== undefined);
}
