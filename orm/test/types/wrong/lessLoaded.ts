// R-TLOAD-2 what was loaded with less does not fit where more is asked for.
import type { Loaded } from "kingpost";
import { Author } from "../../schema/entities/Author.ts";
import type { EntityManager } from "../../schema/entities/codegen/domain.ts";

export async function lessLoaded(em: EntityManager): Promise<unknown> {
  const author = await em.load(Author, "a:1");
  const withBooks: Loaded<Author, "books"> = author;
//      ^ TS2322: Type 'Author' is not assignable to type 'Loaded<Author, "books">'.
  const withReviews: Loaded<Author, { books: "reviews" }> = await em.populate(author, "books");
//      ^ TS2322: Type 'Loaded<Author, "books">' is not assignable to type 'Loaded<Author, { books: "reviews"; }>'.
  return [withBooks, withReviews];
}
