import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Token } from "../Token.ts";

export function newToken(em: EntityManager, opts: FactoryOpts<Token> = {}): DeepNew<Token> {
  return newTestInstance(em, Token, opts, {});
}
