// R-FAC-2 options that are not of the entity are refused at their place, however deep they stand.
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";
import { newAuthor } from "../../schema/entities/factories/newAuthor.ts";
import type { Book } from "../../schema/entities/Book.ts";

export function wrongFactoryOpts(em: EntityManager, book: Book): void {
  newAuthor(em, { firstNam: "Ann" });
//                ^ TS2561: Object literal may only specify known properties, but 'firstNam' does not exist in type 'FactoryOpts<Author>'. Did you mean to write 'firstName'?
  newAuthor(em, { firstName: 1 });
//                ^ TS2322: Type 'number' is not assignable to type 'string'.
  newAuthor(em, { books: [{ titel: "b1" }] });
//                          ^ TS2353: Object literal may only specify known properties, and 'titel' does not exist in type 'EntityValue<Book> | FactoryOpts<Book>'.
  newAuthor(em, { books: [{ isNewEntity: true }] });
//                          ^ TS2353: Object literal may only specify known properties, and 'isNewEntity' does not exist in type 'EntityValue<Book> | FactoryOpts<Book>'.
  newAuthor(em, { publisher: { name: 5 } });
//                             ^ TS2322: Type 'number' is not assignable to type 'string'.
  newAuthor(em, { publisher: book });
//                ^ TS2322: Type 'Book' is not assignable to type 'FactoryRef<Publisher> | null | undefined'.
  newAuthor(em, { books: book });
//                ^ TS2322: Type 'Book' is not assignable to type 'List<FactoryRef<Book>>'.
}
