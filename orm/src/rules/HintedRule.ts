// A rule with a reactive hint, as the graph of reactions and the flush know it.
import type { HintTree } from "../hints/HintTree.ts";
import type { ReactiveTree } from "../hints/ReactiveTree.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Entity } from "../types/Entity.ts";
import type { ValidationRule } from "./Rule.ts";

export interface HintedRule {
  readonly rule: ValidationRule<Entity>;
  /** The type that it was registered on; it holds for those that extend it as well. */
  readonly meta: EntityMeta;
  readonly tree: ReactiveTree;
  /** What is loaded before it is asked. */
  readonly toLoad: HintTree;
  readonly isOfCommit: boolean;
  /** `Author, rule at Author.ts:12`: for what is said at boot. */
  readonly label: string;
}
