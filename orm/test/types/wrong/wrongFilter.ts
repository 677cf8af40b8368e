// R-FIND-10 keys that are not of the entity are refused at that key, in filters and orders.
import { Author } from "../../schema/entities/Author.ts";
import { Book } from "../../schema/entities/Book.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";

export async function wrongFilter(em: EntityManager): Promise<void> {
  await em.find(Author, { firstNam: "Ann" });
//                        ^ TS2561: Object literal may only specify known properties, but 'firstNam' does not exist in type 'AuthorFilter'. Did you mean to write 'firstName'?
  await em.find(Author, { firstName: 1 });
//                        ^ TS2322: Type 'number' is not assignable to type 'TextFilter<string, never> | undefined'.
  await em.find(Author, { firstName: null });
//                        ^ TS2322: Type 'null' is not assignable to type 'TextFilter<string, never> | undefined'.
  await em.find(Author, { age: { gte: "old" } });
//                               ^ TS2322: Type 'string' is not assignable to type 'number'.
  await em.find(Author, { age: { atLeast: 3 } });
//                               ^ TS2353: Object literal may only specify known properties, and 'atLeast' does not exist in type 'List<number | null> | ValueOperators<number, null>'.
  await em.find(Author, { books: { titel: "b1" } });
//                                 ^ TS2353: Object literal may only specify known properties, and 'titel' does not exist in type 'AliasFor<Book> | BookFilter | CollectionOperators<Book> | EntityValue<Book> | List<EntityValue<Book> | BookId>'.
  await em.find(Author, { books: { isNewEntity: true } });
//                                 ^ TS2353: Object literal may only specify known properties, and 'isNewEntity' does not exist in type 'AliasFor<Book> | BookFilter | CollectionOperators<Book> | EntityValue<Book> | List<EntityValue<Book> | BookId>'.
  await em.find(Book, { author: { publisher: { nam: "P" } } });
//                                             ^ TS2353: Object literal may only specify known properties, and 'nam' does not exist in type 'AliasFor<Publisher> | EntityOperators<Publisher, null> | EntityValue<Publisher> | List<EntityValue<Publisher> | PublisherId | null> | PublisherFilter'.
  await em.find(Book, { author: null });
//                      ^ TS2322: Type 'null' is not assignable to type 'EntityFilter<Author, never> | undefined'.
  await em.find(Author, {}, { orderBy: { firstNam: "ASC" } });
//                                       ^ TS2353: Object literal may only specify known properties, and 'firstNam' does not exist in type 'AuthorOrder | List<AuthorOrder | SqlOrder>'.
  await em.find(Author, {}, { orderBy: { firstName: "UP" } });
//                                       ^ TS2322: Type '"UP"' is not assignable to type 'OrderBy | undefined'.
  await em.find(Book, {}, { orderBy: { author: { publisher: { nam: "ASC" } } } });
//                                                            ^ TS2561: Object literal may only specify known properties, but 'nam' does not exist in type 'PublisherOrder'. Did you mean to write 'name'?
  await em.find(Author, {}, { orderBy: { books: "ASC" } });
//                                       ^ TS2559: Type 'string' has no properties in common with type 'CollectionOrder<BookOrder>'.
  await em.findCount(Author, { firstNam: "Ann" });
//                             ^ TS2561: Object literal may only specify known properties, but 'firstNam' does not exist in type 'AuthorFilter'. Did you mean to write 'firstName'?
}
