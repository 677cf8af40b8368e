// R-REL-10 entities of another class do not fit into a relation.
import { Author } from "../../schema/entities/Author.ts";
import { Book } from "../../schema/entities/Book.ts";

export function wrongEntity(author: Author, book: Book): void {
  author.books.add(author);
//                 ^ TS2345: Argument of type 'Author' is not assignable to parameter of type 'Book'.
  author.books.set([author]);
//                  ^ TS2322: Type 'Author' is not assignable to type 'Book'.
  book.author.set(undefined);
//                ^ TS2345: Argument of type 'undefined' is not assignable to parameter of type 'Author'.
  book.author.set(book);
//                ^ TS2345: Argument of type 'Book' is not assignable to parameter of type 'Author'.
}
