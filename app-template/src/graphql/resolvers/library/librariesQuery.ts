import { paginateCursor } from "kingpost/graphql";
import { Library } from "../../../entities/Library.ts";
import type { QueryResolvers } from "../types.ts";

export const librariesQuery: Pick<QueryResolvers, "libraries"> = {
  libraries: (_, args, ctx, info) => paginateCursor(ctx, Library, args, info),
};
