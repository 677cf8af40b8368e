// The door kingpost/tests: factories and matchers. Production code does not come in here.
export { areEntitiesEqual } from "./testing/areEntitiesEqual.ts";
export type { FactoryOpts, FactoryRef } from "./testing/FactoryOpts.ts";
export type { MatchedEntity, MatchedMembers } from "./testing/MatchedEntity.ts";
export { newTestInstance } from "./testing/newTestInstance.ts";
export { type Factory, registerFactories } from "./testing/registerFactories.ts";
export { testDate } from "./testing/testDate.ts";
export { type MatchResult, toMatchEntity } from "./testing/toMatchEntity.ts";
