import { loadWithInfo } from "kingpost/graphql";
import { Reader } from "../../../entities/Reader.ts";
import type { QueryResolvers } from "../types.ts";

export const readerQuery: Pick<QueryResolvers, "reader"> = {
  reader: (_, { id }, ctx, info) => loadWithInfo(ctx, Reader, id, info),
};
