import { paginateCursor } from "kingpost/graphql";
import { DatabaseKey } from "../../../entities/DatabaseKey.ts";
import type { QueryResolvers } from "../types.ts";

export const databaseKeysQuery: Pick<QueryResolvers, "databaseKeys"> = {
  databaseKeys: (_, args, ctx, info) => paginateCursor(ctx, DatabaseKey, args, info),
};
