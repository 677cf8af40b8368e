import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Profile } from "../Profile.ts";

export function newProfile(em: EntityManager, opts: FactoryOpts<Profile> = {}): DeepNew<Profile> {
  return newTestInstance(em, Profile, opts, {});
}
