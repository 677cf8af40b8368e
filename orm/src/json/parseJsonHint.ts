// From a hint of JSON in any of its forms to a tree, checked against the types it is for.
import { InvalidHintError } from "../errors/InvalidHintError.ts";
import type { Subject } from "../errors/Subject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { type JsonFunction, JsonTree, withSubtypes } from "./JsonTree.ts";
import { sourceOf } from "./sourceOf.ts";

/** `["title"]` and `{ title: true }` are the same. @throws InvalidHintError (`INVALID_HINT`) */
export function parseJsonHint(metas: ReadonlyArray<EntityMeta>, hint: unknown): JsonTree {
  const tree = treeOf(hint);
  check(withSubtypes(metas), tree, metas[0]?.type ?? "a value");
  return tree;
}

const nothing = new JsonTree(new Map());

function treeOf(hint: unknown): JsonTree {
  if (hint === true || hint === null) return nothing;
  if (Array.isArray(hint)) return new JsonTree(new Map(hint.map((key) => [String(key), nothing])));
  if (typeof hint !== "object") throw new InvalidHintError({ key: hint as string, entity: "JSON" });
  const keys = Object.entries(hint as Readonly<Record<string, unknown>>)
    .filter(([, below]) => below !== false && below !== undefined)
    .map(([key, below]) => {
      const wanted = typeof below === "function" ? (below as JsonFunction) : treeOf(below);
      return [key, wanted] as const;
    });
  return new JsonTree(new Map(keys));
}

/** A key has to be there in one of the types, as deep as types are known beforehand. */
function check(metas: ReadonlyArray<EntityMeta>, tree: JsonTree, entity: Subject): void {
  for (const [key, below] of tree.keys) {
    if (typeof below === "function") continue;
    const sources = metas.flatMap((meta) => sourceOf(meta, key) ?? []);
    if (sources.length === 0) throw new InvalidHintError({ entity, key });
    if (below.isEmpty) continue;
    const types = sources.map((source) => source.typesBelow);
    // What a property leads to is known when it is there.
    if (types.includes(undefined)) continue;
    const known = withSubtypes(types.flatMap((each) => each ?? []));
    check(known, below, known[0]?.type ?? entity);
  }
}
