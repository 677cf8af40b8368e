import {
  type Collection,
  hasManyDerived,
  hasManyThrough,
  hasProperty,
  type Property,
} from "kingpost";
import type { Book } from "./Book.ts";
import { ShelfCodegen, shelfConfig } from "./codegen/ShelfCodegen.ts";
import type { ShelfBook } from "./ShelfBook.ts";

export class Shelf extends ShelfCodegen {
  /** The books that stand here, each once however many copies there are. */
  readonly titles: Collection<Shelf, Book> = hasManyThrough((shelf) => shelf.books.book);

  /** What belongs here and is with a reader. */
  readonly lent: Collection<Shelf, ShelfBook> = hasManyDerived({ books: "loan" }, (shelf) =>
    shelf.books.get.filter((book) => book.loan.get !== undefined),
  );

  /** Where it is, from the outside in: `First floor / Poetry / Shelf 3`. */
  readonly path: Property<Shelf, string> = hasProperty("parentsRecursive", (shelf) =>
    [shelf, ...shelf.parentsRecursive.get]
      .map(({ name }) => name)
      .toReversed()
      .join(" / "),
  );
}

shelfConfig.addCycleRule("parentsRecursive", ({ name }) => `${name} cannot be a part of itself`);
