import { entityResolver } from "kingpost/graphql";
import { UuidKey } from "../../../../entities/UuidKey.ts";
import type { UuidKeyResolvers } from "../../types.ts";

export const uuidKeyResolvers: UuidKeyResolvers = { ...entityResolver(UuidKey) };
