import { Book } from "../entities/Book.ts";
// Writes two libraries with shelves, books on them, a few loans and notes. Each is written under its own setting, as a request of somebody
// who works there would be: the policies hold for the owner of the tables too.
import type { EntityManager } from "../entities/codegen/domain.ts";
import { Library } from "../entities/Library.ts";
import { Loan } from "../entities/Loan.ts";
import { Note } from "../entities/Note.ts";
import { Reader } from "../entities/Reader.ts";
import { Shelf } from "../entities/Shelf.ts";
import { ShelfBook } from "../entities/ShelfBook.ts";
import type { ProgressStream } from "./Progress.ts";

const names = ["North Library", "South Library"];
const shelves = ["Shelf 1", "Shelf 2", "Reference"];
const booksPerShelf = 20;

/** Takes the books and readers that the em holds; to be called in a transaction. */
export async function addLibraries(em: EntityManager, output: ProgressStream): Promise<void> {
  const [books, readers] = [em.getEntities(Book), em.getEntities(Reader)];
  let next = 0;
  for (const name of names) {
    const library = em.create(Library, { name });
    await em.assignNewIds();
    await em.sql`SELECT set_config('app.library', ${library.idUntagged}, true)`;
    const floor = em.create(Shelf, { library, name: "First floor" });
    for (const shelfName of shelves) {
      const isReference = shelfName === "Reference";
      const shelf = em.create(Shelf, { library, name: shelfName, parent: floor, isReference });
      const shelfBooks = books
        .slice(next, (next += booksPerShelf))
        .map((book) => em.create(ShelfBook, { library, shelf, book }));
      // The first book of a shelf is with a reader.
      const [lent] = shelfBooks;
      const reader = readers[next % readers.length];
      if (!isReference && lent !== undefined && reader !== undefined)
        em.create(Loan, { library, shelfBook: lent, reader, dueOn: new Date(2027, 0, 31) });
    }
    em.create(Note, { library, about: floor, text: "Closed on Mondays." });
    await em.flush();
  }
  const [onShelves, lent] = [em.getEntities(ShelfBook).length, em.getEntities(Loan).length];
  output.write(`${names.length} libraries with ${onShelves} books, ${lent} of them lent\n`);
}
