import type { Context } from "../../../context.ts";
import { Book } from "../../../entities/Book.ts";
import type { BookId } from "../../../entities/codegen/BookCodegen.ts";

export function bookQuery(
  _: unknown,
  { id }: { readonly id: BookId },
  { em }: Context,
): Promise<Book> {
  return em.load(Book, id);
}
