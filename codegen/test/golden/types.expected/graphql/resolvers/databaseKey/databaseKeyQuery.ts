import { loadWithInfo } from "kingpost/graphql";
import { DatabaseKey } from "../../../entities/DatabaseKey.ts";
import type { QueryResolvers } from "../types.ts";

export const databaseKeyQuery: Pick<QueryResolvers, "databaseKey"> = {
  databaseKey: (_, { id }, ctx, info) => loadWithInfo(ctx, DatabaseKey, id, info),
};
