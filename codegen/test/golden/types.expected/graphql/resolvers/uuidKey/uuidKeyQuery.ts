import { loadWithInfo } from "kingpost/graphql";
import { UuidKey } from "../../../entities/UuidKey.ts";
import type { QueryResolvers } from "../types.ts";

export const uuidKeyQuery: Pick<QueryResolvers, "uuidKey"> = {
  uuidKey: (_, { id }, ctx, info) => loadWithInfo(ctx, UuidKey, id, info),
};
