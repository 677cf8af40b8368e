import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Document } from "../Document.ts";

export function newDocument(
  em: EntityManager,
  opts: FactoryOpts<Document> = {},
): DeepNew<Document> {
  return newTestInstance(em, Document, opts, {});
}
