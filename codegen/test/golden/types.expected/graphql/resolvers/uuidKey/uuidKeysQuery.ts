import { paginateCursor } from "kingpost/graphql";
import { UuidKey } from "../../../entities/UuidKey.ts";
import type { QueryResolvers } from "../types.ts";

export const uuidKeysQuery: Pick<QueryResolvers, "uuidKeys"> = {
  uuidKeys: (_, args, ctx, info) => paginateCursor(ctx, UuidKey, args, info),
};
