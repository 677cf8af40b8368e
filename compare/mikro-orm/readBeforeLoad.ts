// Scenario 5 with MikroORM: every way there is to read a relation at once.
import type { Loaded } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { compileWrong } from "../runner/compileWrong.ts";
import type { Stage } from "../runner/Stage.ts";
import { tryRead } from "../runner/tryRead.ts";
import type { ReadBeforeLoadObserved } from "../scenarios/readBeforeLoad.ts";
import { Author, Book } from "./entities.ts";

export async function readBeforeLoad({
  newEm,
}: Stage<EntityManager>): Promise<ReadBeforeLoadObserved> {
  const refused = await compileWrong(new URL("wrong/", import.meta.url));
  const em = newEm();
  const book = await em.findOneOrFail(Book, 1);
  const author = await em.findOneOrFail(Author, 10);
  const [forcedBook, forcedAuthor] = [
    book as Loaded<Book, "author">,
    author as Loaded<Author, "books">,
  ];
  return {
    reads: [
      {
        code: "book.author.$",
        compiler: refused.get("loadedReference"),
        runtime: tryRead(() => forcedBook.author.$.lastName),
      },
      {
        code: "book.author.unwrap()",
        compiler: refused.get("unwrappedReference"),
        runtime: tryRead(() => book.author.unwrap().lastName),
      },
      {
        code: "author.mentor (not wrapped)",
        compiler: refused.get("plainReference"),
        runtime: tryRead(() => author.mentor?.lastName),
      },
      {
        code: "author.books.$",
        compiler: refused.get("loadedCollection"),
        runtime: tryRead(() => [...forcedAuthor.books.$]),
      },
      {
        code: "author.books.getItems()",
        compiler: refused.get("collectionItems"),
        runtime: tryRead(() => author.books.getItems()),
      },
      {
        code: "[...author.books]",
        compiler: refused.get("iteratedCollection"),
        runtime: tryRead(() => [...author.books]),
      },
    ],
  };
}
