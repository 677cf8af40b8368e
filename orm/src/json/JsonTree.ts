// A hint of JSON, taken apart: each key with what is wanted under it. Which member a key stands for depends on the type of the
// entity, as in load hints.
import { HintTree } from "../hints/HintTree.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Entity } from "../types/Entity.ts";
import { type JsonSource, sourceOf } from "./sourceOf.ts";

/** A function of one's own. */
export type JsonFunction = (entity: Entity) => unknown;

/** One key for one type: a function, or where its value comes from and, where it leads to entities, what of them is wanted. */
export type JsonEntry =
  | { readonly key: string; readonly make: JsonFunction }
  | { readonly key: string; readonly source: JsonSource; readonly below: JsonTree | undefined };

export class JsonTree {
  readonly keys: ReadonlyMap<string, JsonFunction | JsonTree>;
  readonly #entries = new Map<EntityMeta, ReadonlyArray<JsonEntry>>();

  constructor(keys: ReadonlyMap<string, JsonFunction | JsonTree>) {
    this.keys = keys;
  }

  get isEmpty(): boolean {
    return this.keys.size === 0;
  }

  /** What the keys stand for in one type, in their order; keys that it lacks are left out. */
  entriesOf(meta: EntityMeta): ReadonlyArray<JsonEntry> {
    let entries = this.#entries.get(meta);
    if (entries === undefined) this.#entries.set(meta, (entries = this.#resolve(meta)));
    return entries;
  }

  #resolve(meta: EntityMeta): JsonEntry[] {
    const entries: JsonEntry[] = [];
    for (const [key, wanted] of this.keys) {
      if (typeof wanted === "function") {
        entries.push({ key, make: wanted });
        continue;
      }
      const source = sourceOf(meta, key);
      const below = wanted.isEmpty ? undefined : wanted;
      if (source !== undefined) entries.push({ key, source, below });
    }
    return entries;
  }

  /** What has to be loaded of entities of these types. */
  loadHint(metas: ReadonlyArray<EntityMeta>): HintTree {
    const hint = new Map<string, HintTree>();
    for (const meta of metas)
      for (const entry of this.entriesOf(meta)) {
        if ("make" in entry) continue;
        const { source, below } = entry;
        const name = below === undefined ? source.readNeeds : source.followNeeds;
        if (name === undefined) continue;
        const hintBelow = below?.loadHint(withSubtypes(source.typesBelow ?? []));
        hint.set(name, merged(hint.get(name), hintBelow));
      }
    return new HintTree(hint);
  }
}

export function withSubtypes(metas: ReadonlyArray<EntityMeta>): ReadonlyArray<EntityMeta> {
  return [...new Set(metas.flatMap((meta) => [meta, ...meta.subTypes]))];
}

function merged(first: HintTree | undefined, second: HintTree | undefined): HintTree {
  if (first === undefined || second === undefined) return first ?? second ?? HintTree.nothing;
  const keys = new Map(first.keys);
  for (const [key, below] of second.keys) keys.set(key, merged(keys.get(key), below));
  return new HintTree(keys);
}
