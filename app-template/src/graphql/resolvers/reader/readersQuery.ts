import type { GraphQLResolveInfo } from "graphql";
import { type CursorArgs, type CursorPage, paginateCursor } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import { Reader } from "../../../entities/Reader.ts";

export function readersQuery(
  _: unknown,
  args: CursorArgs,
  ctx: Context,
  info: GraphQLResolveInfo,
): Promise<CursorPage<Reader>> {
  return paginateCursor(ctx, Reader, args, info);
}
