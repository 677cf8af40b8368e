// R-FIELD-5 what the library or the database fills in has no setter, nor do relations.
import { Author } from "../../schema/entities/Author.ts";

export function readOnly(author: Author): void {
  author.id = "a:2";
//       ^ TS2540: Cannot assign to 'id' because it is a read-only property.
  author.createdAt = new Date();
//       ^ TS2540: Cannot assign to 'createdAt' because it is a read-only property.
  author.version = 2;
//       ^ TS2540: Cannot assign to 'version' because it is a read-only property.
  author.books = [];
//       ^ TS2540: Cannot assign to 'books' because it is a read-only property.
  author.firstName = undefined;
//^ TS2322: Type 'undefined' is not assignable to type 'string'.
}
