import type { GraphQLResolveInfo } from "graphql";
import { type CursorArgs, type CursorPage, paginateCursor } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import { Author } from "../../../entities/Author.ts";

export function authorsQuery(
  _: unknown,
  args: CursorArgs,
  ctx: Context,
  info: GraphQLResolveInfo,
): Promise<CursorPage<Author>> {
  return paginateCursor(ctx, Author, args, info);
}
