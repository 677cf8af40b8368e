import type { GraphQLResolveInfo } from "graphql";
import { type CursorArgs, type CursorPage, paginateCursor } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import { Book } from "../../../entities/Book.ts";

export function booksQuery(
  _: unknown,
  args: CursorArgs,
  ctx: Context,
  info: GraphQLResolveInfo,
): Promise<CursorPage<Book>> {
  return paginateCursor(ctx, Book, args, info);
}
