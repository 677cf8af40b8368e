// R-TLOAD-3 populate refuses a wrong key at that key, for one entity and for a list.
import { Author } from "../../schema/entities/Author.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";

export async function unknownHintOfPopulate(em: EntityManager, author: Author): Promise<void> {
  await em.populate(author, "bookz");
//                          ^ TS2345: Argument of type '"bookz"' is not assignable to parameter of type 'PopulateHint<Author>'.
  await em.populate(author, { books: "reviewz" });
//                            ^ TS2820: Type '"reviewz"' is not assignable to type 'LoadHint<Book> | undefined'. Did you mean '"reviews"'?
  await em.populate([author], ["bookz"]);
//                             ^ TS2820: Type '"bookz"' is not assignable to type 'LoadableKey<Author>'. Did you mean '"books"'?
  await em.populate(await em.find(Author, {}), { books: { reviewz: {} } });
//                                                        ^ TS2353: Object literal may only specify known properties, and 'reviewz' does not exist in type 'List<LoadableKey<Book>> | NestedLoadHint<Book>'.
  await author.populate("bookz");
//                      ^ TS2345: Argument of type '"bookz"' is not assignable to parameter of type 'PopulateHint<Author>'.
  await author.populate({ books: ["reviewz"] });
//                                ^ TS2820: Type '"reviewz"' is not assignable to type 'LoadableKey<Book>'. Did you mean '"reviews"'?
}
