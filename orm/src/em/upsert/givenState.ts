// An entity that code put into input, which must be one of this em that the place can have.
import { EntityDeletedError } from "../../errors/EntityDeletedError.ts";
import { ForeignEntityError } from "../../errors/ForeignEntityError.ts";
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { isOfType } from "../../schema/isOfType.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { InputAt } from "./InputAt.ts";

/** `undefined` for what is no entity. @throws InvalidInputError (`INVALID_INPUT`), ForeignEntityError (`FOREIGN_ENTITY`), EntityDeletedError (`DELETED`) */
export function givenState(
  value: unknown,
  metas: ReadonlyArray<EntityMeta>,
  { draft, path, settings: { session } }: InputAt,
): EntityState | undefined {
  if (!BaseEntity.isEntity(value)) return undefined;
  const state = BaseEntity.stateOf(value);
  if (state.session !== session) throw new ForeignEntityError({ entity: value });
  if (!metas.some((meta) => isOfType(state.meta, meta)))
    throw new InvalidInputError({
      path,
      entity: draft.meta.type,
      field: draft.place.field?.fieldName,
      reason: `takes ${metas.map(({ type }) => type).join(" or ")}, not ${String(value)}`,
    });
  if (state.isDeleted) throw new EntityDeletedError({ entity: value });
  return state;
}
