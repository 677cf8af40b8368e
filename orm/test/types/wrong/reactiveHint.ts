// R-CFG-5 a key that a reactive hint may not name is refused at that key, and so is reading what it does not name.
import { authorConfig } from "../../schema/entities/codegen/AuthorCodegen.ts";

authorConfig.addRule("firstNam", () => undefined);
//                   ^ TS2345: Argument of type '"firstNam"' is not assignable to parameter of type 'ReactiveHint<Author>'.
authorConfig.addRule(["firstName", "bookz"], () => undefined);
//                                 ^ TS2820: Type '"bookz"' is not assignable to type 'Reactable<Author>'. Did you mean '"books"'?
authorConfig.addRule({ bookz: {} }, () => undefined);
//                     ^ TS2353: Object literal may only specify known properties, and 'bookz' does not exist in type 'List<Reactable<Author>> | NestedReactiveHint<Author>'.
authorConfig.addRule({ books: "titel" }, () => undefined);
//                     ^ TS2820: Type '"titel"' is not assignable to type 'ReactiveHint<Book> | undefined'. Did you mean '"title"'?
authorConfig.addRule({ books: { titel: {} } }, () => undefined);
//                              ^ TS2353: Object literal may only specify known properties, and 'titel' does not exist in type 'List<Reactable<Book>> | NestedReactiveHint<Book>'.
authorConfig.addRule({ books: { title: "length" } }, () => undefined);
//                              ^ TS2322: Type 'string' is not assignable to type 'NothingBelow'.
authorConfig.addCommitRule({ "books:ro": ["title", "bookz"] }, () => undefined);
//                                                 ^ TS2322: Type '"bookz"' is not assignable to type 'Reactable<Book>'.
authorConfig.addRule("firstName", (author) => author.lastName);
//                                                   ^ TS2339: Property 'lastName' does not exist on type 'Reacted<Author, "firstName">'.
authorConfig.addRule({ books: "title" }, (author) => author.books.get[0]?.notes);
//                                                                        ^ TS2339: Property 'notes' does not exist on type 'Reacted<Book, "title">'.
authorConfig.addRule("books", (author) => {
  author.books.add(undefined);
//             ^ TS2339: Property 'add' does not exist on type 'ReactedCollection<Reacted<Book, object>>'.
  author.changes.firstName;
//               ^ TS2339: Property 'firstName' does not exist on type 'Pick<Changes<Author>, "books">'.
});
authorConfig.addRule("firstName", (author) => {
  author.firstName = "x";
//       ^ TS2540: Cannot assign to 'firstName' because it is a read-only property.
});
authorConfig.addRule("firstName", () => 7);
//                                      ^ TS2322: Type 'number' is not assignable to type 'MaybePromise<ValidationRuleResult>'.
