import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.js";
import { Person } from "../Person.js";

export function newPerson(em: EntityManager, opts: FactoryOpts<Person> = {}): DeepNew<Person> {
  return newTestInstance(em, Person, opts, {});
}
