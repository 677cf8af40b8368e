// R-MATCH-7 what is expected is of the entity's type, however deep it stands.
import { expect } from "vitest";
import "kingpost/tests/vitest";
import type { Author } from "../../schema/entities/Author.ts";

export function wrongMatch(author: Author): void {
  expect(author).toMatchEntity({ firstNam: "Ann" });
//                               ^ TS2353: Object literal may only specify known properties, and 'firstNam' does not exist in type 'EntityValue<Author> | MatchedMembers<Author>'.
  expect(author).toMatchEntity({ firstName: 1 });
//                               ^ TS2322: Type 'number' is not assignable to type 'string'.
  expect(author).toMatchEntity({ books: [{ titel: "b1" }] });
//                                         ^ TS2353: Object literal may only specify known properties, and 'titel' does not exist in type 'EntityValue<Book> | MatchedMembers<Book>'.
  expect(author).toMatchEntity({ publisher: { name: 5 } });
//                                            ^ TS2322: Type 'number' is not assignable to type 'string'.
  expect([author]).toMatchEntity([{ firstName: 1 }]);
//                                  ^ TS2322: Type 'number' is not assignable to type 'string'.
}
