import type { Context } from "../../../context.ts";
import { Reader } from "../../../entities/Reader.ts";
import { paginateCursor, type Page, type PageArgs } from "../../paginateCursor.ts";

export function readersQuery(_: unknown, args: PageArgs, ctx: Context): Promise<Page<Reader>> {
  return paginateCursor(ctx, Reader, args);
}
