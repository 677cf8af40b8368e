// The hooks of one entity type: those of its bases, the root's first, then its own.
import { HintTree } from "../hints/HintTree.ts";
import { groupBy } from "../kit/groupBy.ts";
import type { Hook, HookKind } from "./Hook.ts";

export class TypeHooks {
  readonly #byKind: ReadonlyMap<HookKind, ReadonlyArray<Hook>>;
  readonly #hints = new Map<HookKind, HintTree>();
  /** Hooks of types with a lower place run before those of types with a higher one. */
  readonly place: number;

  constructor(hooks: ReadonlyArray<Hook>, place: number) {
    this.#byKind = groupBy(hooks, ({ kind }) => kind);
    this.place = place;
  }

  /** Most types have no hooks at all. */
  get isEmpty(): boolean {
    return this.#byKind.size === 0;
  }

  has(kind: HookKind): boolean {
    return this.#byKind.has(kind);
  }

  of(kind: HookKind): ReadonlyArray<Hook> {
    return this.#byKind.get(kind) ?? nothing;
  }

  /** What all hooks of a kind ask to be loaded. */
  hintOf(kind: HookKind): HintTree {
    let hint = this.#hints.get(kind);
    if (hint === undefined)
      this.#hints.set(kind, (hint = HintTree.merge(this.of(kind).map((hook) => hook.hint))));
    return hint;
  }

  static readonly none: TypeHooks = new TypeHooks([], 0);
}

const nothing: ReadonlyArray<Hook> = [];
