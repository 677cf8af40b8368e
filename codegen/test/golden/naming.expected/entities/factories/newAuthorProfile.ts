import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { AuthorProfile } from "../AuthorProfile.js";
import type { EntityManager } from "../codegen/domain.js";

export function newAuthorProfile(
  em: EntityManager,
  opts: FactoryOpts<AuthorProfile> = {},
): DeepNew<AuthorProfile> {
  return newTestInstance(em, AuthorProfile, opts, {});
}
