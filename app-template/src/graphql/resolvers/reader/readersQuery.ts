import { paginateCursor } from "kingpost/graphql";
import { Reader } from "../../../entities/Reader.ts";
import type { QueryResolvers } from "../types.ts";

export const readersQuery: Pick<QueryResolvers, "readers"> = {
  readers: (_, args, ctx, info) => paginateCursor(ctx, Reader, args, info),
};
