import type { Context } from "../../../context.ts";
import { Author } from "../../../entities/Author.ts";
import { paginateCursor, type Page, type PageArgs } from "../../paginateCursor.ts";

export function authorsQuery(_: unknown, args: PageArgs, ctx: Context): Promise<Page<Author>> {
  return paginateCursor(ctx, Author, args);
}
