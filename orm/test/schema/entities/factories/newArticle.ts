import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { Article } from "../Article.ts";
import type { EntityManager } from "../codegen/domain.ts";

export function newArticle(em: EntityManager, opts: FactoryOpts<Article> = {}): DeepNew<Article> {
  return newTestInstance(em, Article, opts, {});
}
