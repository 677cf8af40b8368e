// R-CLONE-3 what a clone is to follow or to skip are members of what is copied.
import type { Author } from "../../schema/entities/Author.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";

export async function wrongClone(em: EntityManager, author: Author): Promise<void> {
  await em.clone(author, { deep: { books: "reviewz" } });
//                                 ^ TS2820: Type '"reviewz"' is not assignable to type 'LoadHint<Book> | undefined'. Did you mean '"reviews"'?
  await em.clone(author, { deep: "bookz" });
//                         ^ TS2820: Type '"bookz"' is not assignable to type 'LoadHint<Author> | undefined'. Did you mean '"books"'?
  await em.clone(author, { skip: { books: ["titel"] } });
//                                         ^ TS2820: Type '"titel"' is not assignable to type '"author" | "details" | "events" | "keywords" | "notes" | "position" | "reviews" | "tags" | "title"'. Did you mean '"title"'?
  await em.clone(author, { skip: { firstName: "x" } });
//                                 ^ TS2322: Type 'string' is not assignable to type 'boolean | undefined'.
  await em.clone(author, { skip: "id" });
//                         ^ TS2322: Type '"id"' is not assignable to type 'SkipHint<Author> | undefined'.
}
