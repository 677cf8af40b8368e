// The type and key of an entity, for filters: the rooms that parse them know no entities.
import type { EntityKey } from "../query/filterColumns.ts";
import { BaseEntity } from "./BaseEntity.ts";

export const entityKey: EntityKey = (value) => {
  if (!BaseEntity.isEntity(value)) return undefined;
  const { meta, key } = BaseEntity.stateOf(value);
  return { meta, key };
};
