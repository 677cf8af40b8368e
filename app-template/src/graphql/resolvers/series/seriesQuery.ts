import type { Context } from "../../../context.ts";
import { Series } from "../../../entities/Series.ts";
import { paginateCursor, type Page, type PageArgs } from "../../paginateCursor.ts";

export function seriesQuery(_: unknown, args: PageArgs, ctx: Context): Promise<Page<Series>> {
  return paginateCursor(ctx, Series, args);
}
