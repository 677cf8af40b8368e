import type { GraphQLResolveInfo } from "graphql";
import { loadWithInfo } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import { Book } from "../../../entities/Book.ts";
import type { BookId } from "../../../entities/codegen/BookCodegen.ts";

export function bookQuery(
  _: unknown,
  { id }: { readonly id: BookId },
  ctx: Context,
  info: GraphQLResolveInfo,
): Promise<Book> {
  return loadWithInfo(ctx, Book, id, info);
}
