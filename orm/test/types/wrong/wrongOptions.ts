// R-EM-4/create takes all required options, no unknown ones, and values of the right type.
import { Author } from "../../schema/entities/Author.ts";
import { Book } from "../../schema/entities/Book.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";

export function wrongOptions(em: EntityManager, author: Author): void {
  em.create(Author, {});
//                  ^ TS2741: Property 'firstName' is missing in type '{}' but required in type 'AuthorOpts'.
  em.create(Author, { firstName: "Ann", lastNam: "Lee" });
//                                      ^ TS2561: Object literal may only specify known properties, but 'lastNam' does not exist in type 'AuthorOpts'. Did you mean to write 'lastName'?
  em.create(Author, { firstName: 1 });
//                    ^ TS2322: Type 'number' is not assignable to type 'string'.
  em.create(Author, { firstName: null });
//                    ^ TS2322: Type 'null' is not assignable to type 'string'.
  em.create(Author, { firstName: "Ann", favoriteColor: "PURPLE" });
//                                      ^ TS2322: Type '"PURPLE"' is not assignable to type 'Color | null | undefined'.
  em.create(Author, { firstName: "Ann", createdAt: new Date() });
//                                      ^ TS2353: Object literal may only specify known properties, and 'createdAt' does not exist in type 'AuthorOpts'.
  em.create(Book, { title: "b1" });
//                ^ TS2741: Property 'author' is missing in type '{ title: string; }' but required in type 'BookOpts'.
  em.create(Book, { title: "b1", author: null });
//                               ^ TS2322: Type 'null' is not assignable to type 'Author | AuthorId'.
  em.create(Book, { title: "b1", author, tags: [author] });
//                                              ^ TS2322: Type 'Author' is not assignable to type 'Tag'.
}
