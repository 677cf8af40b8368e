import { paginateCursor } from "kingpost/graphql";
import { TextKey } from "../../../entities/TextKey.ts";
import type { QueryResolvers } from "../types.ts";

export const textKeysQuery: Pick<QueryResolvers, "textKeys"> = {
  textKeys: (_, args, ctx, info) => paginateCursor(ctx, TextKey, args, info),
};
