// What is to be loaded of the entities that a find gives, as it can be planned beforehand.
import type { HintTree } from "../../hints/HintTree.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { Session } from "../../session/Session.ts";
import { planPreload } from "./planPreload.ts";
import type { Found, FoundRoot } from "./PreloadRoot.ts";
import type { PreloadStep } from "./PreloadStep.ts";
import { Restrictions } from "./Restrictions.ts";

export class FindHint {
  readonly #session: Session;
  readonly #tree: HintTree;
  readonly #restrictions: Restrictions;
  /** What finds that want the same have in common. */
  readonly key: string;

  private constructor(session: Session, meta: EntityMeta, tree: HintTree) {
    this.#session = session;
    this.#tree = tree;
    this.#restrictions = new Restrictions(session);
    // Plugins are asked now, by whoever asks for the find.
    if (session.plugins.beforeFind !== undefined) this.plan({ meta, finds: [nothing] });
    this.key = `${tree.toString()}${this.#restrictions.key}`;
  }

  /** `undefined` for a hint of nothing. */
  static of(session: Session, meta: EntityMeta, tree: HintTree): FindHint | undefined {
    if (tree.isEmpty) return undefined;
    try {
      return new FindHint(session, meta, tree);
    } catch {
      // A plugin refuses: populate says so once there is something to populate.
      return undefined;
    }
  }

  plan(root: FoundRoot): ReadonlyArray<PreloadStep> | undefined {
    return planPreload(
      { session: this.#session, restrictions: this.#restrictions },
      root,
      this.#tree,
    );
  }
}

const nothing: Found = {
  statement: { text: "", values: [], operation: "" },
  deal: () => [],
};
