import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { BookReview } from "../BookReview.ts";
import type { EntityManager } from "../codegen/domain.ts";

export function newBookReview(
  em: EntityManager,
  opts: FactoryOpts<BookReview> = {},
): DeepNew<BookReview> {
  return newTestInstance(em, BookReview, opts, {});
}
