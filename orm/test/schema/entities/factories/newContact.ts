import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Contact } from "../Contact.ts";

export function newContact(em: EntityManager, opts: FactoryOpts<Contact> = {}): DeepNew<Contact> {
  return newTestInstance(em, Contact, opts, {});
}
