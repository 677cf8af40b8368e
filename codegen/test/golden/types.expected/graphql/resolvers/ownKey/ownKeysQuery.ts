import { paginateCursor } from "kingpost/graphql";
import { OwnKey } from "../../../entities/OwnKey.ts";
import type { QueryResolvers } from "../types.ts";

export const ownKeysQuery: Pick<QueryResolvers, "ownKeys"> = {
  ownKeys: (_, args, ctx, info) => paginateCursor(ctx, OwnKey, args, info),
};
