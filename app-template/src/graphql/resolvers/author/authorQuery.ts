import type { GraphQLResolveInfo } from "graphql";
import { loadWithInfo } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import { Author } from "../../../entities/Author.ts";
import type { AuthorId } from "../../../entities/codegen/AuthorCodegen.ts";

export function authorQuery(
  _: unknown,
  { id }: { readonly id: AuthorId },
  ctx: Context,
  info: GraphQLResolveInfo,
): Promise<Author> {
  return loadWithInfo(ctx, Author, id, info);
}
