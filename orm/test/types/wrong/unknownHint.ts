// R-TLOAD-3 a key that a hint may not name is refused at that key, however deep it stands.
import { Author } from "../../schema/entities/Author.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";

export async function unknownHint(em: EntityManager): Promise<void> {
  await em.load(Author, "a:1", "bookz");
//                             ^ TS2345: Argument of type '"bookz"' is not assignable to parameter of type 'LoadHint<Author>'.
  await em.load(Author, "a:1", ["books", "bookz"]);
//                                       ^ TS2820: Type '"bookz"' is not assignable to type 'LoadableKey<Author>'. Did you mean '"books"'?
  await em.load(Author, "a:1", { bookz: {} });
//                               ^ TS2353: Object literal may only specify known properties, and 'bookz' does not exist in type 'List<LoadableKey<Author>> | NestedLoadHint<Author>'.
  await em.load(Author, "a:1", { books: "reviewz" });
//                               ^ TS2820: Type '"reviewz"' is not assignable to type 'LoadHint<Book> | undefined'. Did you mean '"reviews"'?
  await em.load(Author, "a:1", { books: { reviewz: {} } });
//                                        ^ TS2353: Object literal may only specify known properties, and 'reviewz' does not exist in type 'List<LoadableKey<Book>> | NestedLoadHint<Book>'.
  await em.load(Author, "a:1", { books: ["tags", "reviewz"] });
//                                               ^ TS2820: Type '"reviewz"' is not assignable to type 'LoadableKey<Book>'. Did you mean '"reviews"'?
  await em.load(Author, "a:1", { books: { reviews: { book: "authr" } } });
//                                                   ^ TS2820: Type '"authr"' is not assignable to type 'LoadHint<Book> | undefined'. Did you mean '"author"'?
  await em.loadAll(Author, ["a:1"], { books: "reviewz" });
//                                    ^ TS2820: Type '"reviewz"' is not assignable to type 'LoadHint<Book> | undefined'. Did you mean '"reviews"'?
  await em.find(Author, {}, { populate: "bookz" });
//                            ^ TS2820: Type '"bookz"' is not assignable to type 'LoadHint<Author>'. Did you mean '"books"'?
  await em.find(Author, {}, { populate: ["books", "bookz"] });
//                                                ^ TS2820: Type '"bookz"' is not assignable to type 'LoadableKey<Author>'. Did you mean '"books"'?
  await em.find(Author, {}, { populate: { books: "reviewz" } });
//                                        ^ TS2820: Type '"reviewz"' is not assignable to type 'LoadHint<Book> | undefined'. Did you mean '"reviews"'?
  await em.findOneOrFail(Author, {}, { populate: { books: { reviewz: {} } } });
//                                                          ^ TS2353: Object literal may only specify known properties, and 'reviewz' does not exist in type 'List<LoadableKey<Book>> | NestedLoadHint<Book>'.
}
