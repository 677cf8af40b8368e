// Makes the factories of a domain known, so that each can have the entities made that its own entity needs.
import type { Domain } from "../schema/Domain.ts";
import type { Entity } from "../types/Entity.ts";

/** A function that makes an entity for tests: `newAuthor(em, opts)`. */
export type Factory = (em: never, opts: never) => Entity;

/**
 * Registers factories by the name of their entity; the generated `factories/index.ts` calls this. They are kept on the domain.
 * @example
 * registerFactories(domain, { Author: newAuthor, Book: newBook });
 */
export function registerFactories(
  domain: Domain,
  factories: Readonly<Record<string, Factory>>,
): void {
  for (const [type, factory] of Object.entries(factories)) domain.factories.set(type, factory);
}
