import type { GraphQLResolveInfo } from "graphql";
import { loadWithInfo } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import type { ReaderId } from "../../../entities/codegen/ReaderCodegen.ts";
import { Reader } from "../../../entities/Reader.ts";

export function readerQuery(
  _: unknown,
  { id }: { readonly id: ReaderId },
  ctx: Context,
  info: GraphQLResolveInfo,
): Promise<Reader> {
  return loadWithInfo(ctx, Reader, id, info);
}
