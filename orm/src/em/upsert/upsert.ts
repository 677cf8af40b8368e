// Applies what a client sent: first everything that it names is loaded and checked, then all of it is done at once, or nothing.
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import { isPlainObject } from "../../kit/isPlainObject.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { keyOfId } from "../../schema/keys.ts";
import { Attempt } from "../../session/Attempt.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { UpsertOpts } from "../../types/UpsertOpts.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";
import { checkOwnership } from "./checkOwnership.ts";
import type { Draft } from "./Draft.ts";
import { DraftWriter } from "./DraftWriter.ts";
import { planUpsert } from "./planUpsert.ts";
import { upsertSettings } from "./UpsertSettings.ts";

/**
 * `target` is the entity that is changed whatever the input names; without one the id or the unique values say which.
 * @throws InvalidInputError (`INVALID_INPUT`), OwnershipError (`OWNERSHIP`), NotFoundError (`NOT_FOUND`), TooManyError (`TOO_MANY`),
 * UnknownFieldError (`UNKNOWN_FIELD`), ImmutableFieldError (`IMMUTABLE`), InvalidIdError (`INVALID_ID`)
 */
export async function upsert(
  unit: UnitOfWork,
  meta: EntityMeta,
  input: unknown,
  opts: UpsertOpts | undefined,
  target?: EntityState,
): Promise<EntityState> {
  const { session } = unit;
  session.writeGuard.check(target?.entity);
  const settings = upsertSettings(session, opts);
  const root = rootOf(meta, input, target);
  await planUpsert(unit, root, settings);
  session.writeGuard.check(target?.entity);
  checkOwnership(root, settings);
  return Attempt.run(session, () => new DraftWriter(unit, settings).apply(root));
}

function rootOf(meta: EntityMeta, input: unknown, target: EntityState | undefined): Draft {
  const entity = target?.entity ?? meta.type;
  if (!isPlainObject(input))
    throw new InvalidInputError({ path: "", entity, reason: "takes an object" });
  const id = Object.hasOwn(input, "id") ? input["id"] : undefined;
  const key = id === undefined || id === null ? undefined : keyOfId(meta, id);
  if (target !== undefined && id !== undefined && key !== target.key)
    throw new InvalidInputError({ path: "id", entity, field: "id", reason: "cannot be changed" });
  return {
    meta,
    input,
    place: { path: "", names: "", depth: 0, owner: undefined, field: undefined },
    key,
    isNew: id === null && target === undefined,
    target,
    isMatch: false,
    content: undefined,
  };
}
