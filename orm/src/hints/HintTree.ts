// What to load, as a tree of names. Which members the names stand for depends on the type of the entities met on the way:
// a reference may lead to several types, and what a hand-written relation leads to is known once its entities are there.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { LoadableMember } from "../schema/LoadableMember.ts";

export type HintMembers = ReadonlyMap<LoadableMember, HintTree>;

export class HintTree {
  readonly keys: ReadonlyMap<string, HintTree>;
  readonly #members = new Map<EntityMeta, HintMembers>();

  constructor(keys: ReadonlyMap<string, HintTree>) {
    this.keys = keys;
  }

  get isEmpty(): boolean {
    return this.keys.size === 0;
  }

  /** The members that the names stand for in one type, each with what is below it. Names that the type lacks are left out. */
  membersOf(meta: EntityMeta): HintMembers {
    let members = this.#members.get(meta);
    if (members === undefined) this.#members.set(meta, (members = this.#resolve(meta)));
    return members;
  }

  #resolve({ members }: EntityMeta): HintMembers {
    const resolved = new Map<LoadableMember, HintTree>();
    for (const [key, below] of this.keys) {
      const member = members.get(key);
      if (member !== undefined) resolved.set(member, below);
    }
    return resolved;
  }

  /** As a hint in its object form. */
  toJSON(): unknown {
    return Object.fromEntries([...this.keys].map(([key, below]) => [key, below.toJSON()]));
  }

  /** `books.reviews,publisher`: for logs and snapshots. */
  toString(): string {
    return [...this.keys]
      .map(([key, below]) =>
        below.isEmpty
          ? key
          : `${key}.${below.keys.size === 1 ? below.toString() : `{${below.toString()}}`}`,
      )
      .join(",");
  }

  /** Everything that any of the hints names. */
  static merge(hints: ReadonlyArray<HintTree>): HintTree {
    const different = [...new Set(hints)].filter((hint) => !hint.isEmpty);
    if (different.length < 2) return different[0] ?? HintTree.nothing;
    const below = new Map<string, HintTree[]>();
    for (const { keys } of different)
      for (const [key, tree] of keys) below.set(key, [...(below.get(key) ?? []), tree]);
    return new HintTree(new Map([...below].map(([key, trees]) => [key, HintTree.merge(trees)])));
  }

  static readonly nothing: HintTree = new HintTree(new Map());
}
