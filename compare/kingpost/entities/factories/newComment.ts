import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Comment } from "../Comment.ts";

export function newComment(em: EntityManager, opts: FactoryOpts<Comment> = {}): DeepNew<Comment> {
  return newTestInstance(em, Comment, opts, {});
}
