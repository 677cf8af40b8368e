// R-ID-2 ids of one entity are not ids of another.
import { Author } from "../../schema/entities/Author.ts";
import { Book } from "../../schema/entities/Book.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";

export async function wrongId(em: EntityManager, author: Author, book: Book): Promise<void> {
  await em.load(Author, book.id);
//                      ^ TS2345: Argument of type 'BookId' is not assignable to parameter of type 'AuthorId'.
  await em.loadAll(Author, [author.id, book.id]);
//                                     ^ TS2322: Type 'BookId' is not assignable to type 'AuthorId'.
  await em.find(Book, { author: book.id });
//                      ^ TS2322: Type 'BookId' is not assignable to type 'EntityFilter<Author, never> | undefined'.
  book.author.id = book.id;
//^ TS2322: Type 'BookId' is not assignable to type 'AuthorId'.
  em.create(Book, { title: "b1", author: book.id });
//                               ^ TS2322: Type 'BookId' is not assignable to type 'Author | AuthorId'.
}
