// Creates or changes an entity from the input of a mutation, and writes it.
import type { BaseEntity, EntityConstructor, IdOf, OptsOf } from "kingpost";
import type { Context } from "../context.ts";
import type { Entity } from "../entities/codegen/domain.ts";

/** Ids of other entities are given as `bookId` for the reference `book`. `null` unsets, what is left out stays. */
export type SaveInput = Readonly<Record<string, unknown>>;

export async function saveEntity<T extends Entity>(
  { em }: Context,
  type: EntityConstructor<T>,
  { id, ...input }: SaveInput,
): Promise<T> {
  const opts = Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key.replace(/Id$/, ""), value]),
  );
  if (typeof id !== "string") {
    const created = em.create(type, opts as unknown as OptsOf<T>);
    await em.flush();
    return created;
  }
  const entity = await em.load(type, id as IdOf<T>);
  // The types of all entities together allow no key; which there are is looked up when it runs.
  (entity as BaseEntity).set(opts);
  await em.flush();
  return entity;
}
