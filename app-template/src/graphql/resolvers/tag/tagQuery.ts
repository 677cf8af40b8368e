import { loadWithInfo } from "kingpost/graphql";
import { Tag } from "../../../entities/Tag.ts";
import type { QueryResolvers } from "../types.ts";

export const tagQuery: Pick<QueryResolvers, "tag"> = {
  tag: (_, { id }, ctx, info) => loadWithInfo(ctx, Tag, id, info),
};
