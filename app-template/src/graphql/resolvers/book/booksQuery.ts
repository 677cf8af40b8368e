import type { Context } from "../../../context.ts";
import { Book } from "../../../entities/Book.ts";
import { paginateCursor, type Page, type PageArgs } from "../../paginateCursor.ts";

export function booksQuery(_: unknown, args: PageArgs, ctx: Context): Promise<Page<Book>> {
  return paginateCursor(ctx, Book, args);
}
