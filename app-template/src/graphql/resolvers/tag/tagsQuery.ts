import { paginateCursor } from "kingpost/graphql";
import { Tag } from "../../../entities/Tag.ts";
import type { QueryResolvers } from "../types.ts";

export const tagsQuery: Pick<QueryResolvers, "tags"> = {
  tags: (_, args, ctx, info) => paginateCursor(ctx, Tag, args, info),
};
