// What a clone leaves out, by the names of members: a name by itself leaves out the member, one with more below it says what is left
// out of the entities that it leads to.
import { InvalidHintError } from "../errors/InvalidHintError.ts";
import { HintTree } from "../hints/HintTree.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { isRelationField } from "../schema/isRelationField.ts";
import { typesBelow } from "../schema/LoadableMember.ts";

export class Skips {
  static readonly none: Skips = new Skips(new Map());
  readonly #keys: ReadonlyMap<string, Skips | true>;

  private constructor(keys: ReadonlyMap<string, Skips | true>) {
    this.#keys = keys;
  }

  /** From any form of a skip hint. `false` and `undefined` leave nothing out. */
  static of(hint: unknown): Skips {
    if (typeof hint === "string") return new Skips(new Map([[hint, true]]));
    if (Array.isArray(hint)) return new Skips(new Map(hint.map((key) => [String(key), true])));
    const keys = new Map<string, Skips | true>();
    for (const [key, below] of Object.entries(hint ?? {}))
      if (below === true) keys.set(key, true);
      else if (below !== false && below !== undefined) keys.set(key, Skips.of(below));
    return keys.size === 0 ? Skips.none : new Skips(keys);
  }

  /** @throws InvalidHintError (`INVALID_HINT`) for a name that none of the types has, nor their subtypes */
  check(metas: ReadonlyArray<EntityMeta>): void {
    const types = metas.flatMap((meta) => [meta, ...meta.subTypes]);
    for (const [key, below] of this.#keys) {
      const fields = types.flatMap(({ fields: all }) => all.get(key) ?? []);
      if (fields.length === 0)
        throw new InvalidHintError({ entity: metas[0]?.type ?? "a value", key });
      if (below === true) continue;
      const next = fields.flatMap((field) => (isRelationField(field) ? typesBelow(field)! : []));
      below.check(next);
    }
  }

  /** The members that are left out. */
  get leftOut(): ReadonlyArray<string> {
    return [...this.#keys].flatMap(([key, below]) => (below === true ? [key] : []));
  }

  below(name: string): Skips {
    const below = this.#keys.get(name);
    return below === undefined || below === true ? Skips.none : below;
  }

  /** The hint without what is left out. */
  takenFrom(tree: HintTree): HintTree {
    if (this.#keys.size === 0) return tree;
    const kept = [...tree.keys].filter(([name]) => this.#keys.get(name) !== true);
    return new HintTree(
      new Map(kept.map(([name, below]) => [name, this.below(name).takenFrom(below)])),
    );
  }
}
