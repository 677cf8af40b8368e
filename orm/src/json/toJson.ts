// Entities as plain objects for clients: `kingpost/json`.
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity } from "../types/Entity.ts";
import type { CheckedJsonHint } from "../types/JsonHint.ts";
import type {
  JsonEntity,
  JsonOptions,
  JsonPayload,
  JsonPayloadWith,
  JsonResult,
} from "../types/JsonPayload.ts";
import { payloadsOf } from "./payloadsOf.ts";

/**
 * What the hint names of entities, as plain objects in the order of the list. Relations give their ids, or with keys below them
 * objects; `publisherId` and `bookIds` give ids; a function under a name of your own gets the entity, loaded by the rest of the
 * hint, and may be async. What has no value is `null`.
 * @example
 * await toJSON(authors, { id: true, publisherId: true, books: ["title"], label: (a) => `${a.firstName} (${a.id})` });
 *
 * **SQL**: one statement per relation and level, for any number of entities; none for what is loaded.
 * @throws InvalidHintError (`INVALID_HINT`), NoIdError (`NO_ID`), ForeignEntityError (`FOREIGN_ENTITY`)
 */
export function toJSON<
  G extends Entity | ReadonlyArray<Entity>,
  S extends object,
  const H,
  const O extends JsonOptions = object,
>(
  given: G,
  hint: CheckedJsonHint<JsonEntity<G>, S, H>,
  options?: O,
): Promise<JsonResult<G, JsonPayloadWith<JsonPayload<JsonEntity<G>, H>, O>>>;
export async function toJSON(
  given: Entity | ReadonlyArray<Entity>,
  hint: unknown,
  options?: JsonOptions,
): Promise<unknown> {
  if (!BaseEntity.isEntity(given))
    return payloadsOf(
      given.map((entity) => BaseEntity.stateOf(entity)),
      hint,
      options,
    );
  const [payload] = await payloadsOf([BaseEntity.stateOf(given)], hint, options);
  return payload;
}
