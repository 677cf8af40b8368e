import type { Context } from "../../../context.ts";
import { Author } from "../../../entities/Author.ts";
import type { AuthorId } from "../../../entities/codegen/AuthorCodegen.ts";

export function authorQuery(
  _: unknown,
  { id }: { readonly id: AuthorId },
  { em }: Context,
): Promise<Author> {
  return em.load(Author, id);
}
