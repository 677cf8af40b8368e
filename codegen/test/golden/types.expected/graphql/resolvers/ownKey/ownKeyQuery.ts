import { loadWithInfo } from "kingpost/graphql";
import { OwnKey } from "../../../entities/OwnKey.ts";
import type { QueryResolvers } from "../types.ts";

export const ownKeyQuery: Pick<QueryResolvers, "ownKey"> = {
  ownKey: (_, { id }, ctx, info) => loadWithInfo(ctx, OwnKey, id, info),
};
