import { entityResolver } from "kingpost/graphql";
import { DatabaseKey } from "../../../../entities/DatabaseKey.ts";
import type { DatabaseKeyResolvers } from "../../types.ts";

export const databaseKeyResolvers: DatabaseKeyResolvers = { ...entityResolver(DatabaseKey) };
