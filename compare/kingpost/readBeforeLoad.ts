// Scenario 5 with Kingpost: every way there is to read a relation at once.
import type { Loaded } from "kingpost";
import { compileWrong } from "../runner/compileWrong.ts";
import type { Stage } from "../runner/Stage.ts";
import { tryRead } from "../runner/tryRead.ts";
import type { ReadBeforeLoadObserved } from "../scenarios/readBeforeLoad.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function readBeforeLoad({
  newEm,
}: Stage<EntityManager>): Promise<ReadBeforeLoadObserved> {
  const refused = await compileWrong(new URL("wrong/", import.meta.url));
  const em = newEm();
  const book = (await em.load(Book, "b:1")) as Loaded<Book, "author">;
  const author = (await em.load(Author, "a:10")) as Loaded<Author, "books" | "mentor">;
  return {
    reads: [
      {
        code: "book.author.get",
        compiler: refused.get("loadedReference"),
        runtime: tryRead(() => book.author.get.lastName),
      },
      {
        code: "author.mentor.get",
        compiler: refused.get("optionalReference"),
        runtime: tryRead(() => author.mentor.get?.lastName),
      },
      {
        code: "author.books.get",
        compiler: refused.get("loadedCollection"),
        runtime: tryRead(() => author.books.get),
      },
      {
        code: "author.books.getWithDeleted",
        compiler: refused.get("collectionWithDeleted"),
        runtime: tryRead(() => author.books.getWithDeleted),
      },
      {
        code: "[...author.books]",
        compiler: refused.get("iteratedCollection"),
        runtime: tryRead(() => [...(author.books as unknown as Iterable<Book>)]),
      },
    ],
  };
}
