import { loadWithInfo } from "kingpost/graphql";
import { TextKey } from "../../../entities/TextKey.ts";
import type { QueryResolvers } from "../types.ts";

export const textKeyQuery: Pick<QueryResolvers, "textKey"> = {
  textKey: (_, { id }, ctx, info) => loadWithInfo(ctx, TextKey, id, info),
};
