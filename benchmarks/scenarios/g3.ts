// G3: a mutation over HTTP that changes two fields of one book.
import type { Fixture } from "../fixtures/Fixture.ts";
import { bodyOf, type Load, type LoadRequest, shares } from "../load/Load.ts";
import { keepOriginals, restoreRows } from "./originals.ts";

const query = `mutation Save($input: SaveBookInput!) {
  saveBook(input: $input) { book { id title pages priceCents } }
}`;

/** What a book is given, so that each request finds something else there than it brings. */
interface Saved {
  readonly id: number;
  readonly title: string;
  readonly pages: number;
}

export const g3: Load = {
  item: "G3",
  title: "GraphQL over HTTP: a mutation saves two fields of one book",
  question: "What does saving cost, from the socket to the disk and back?",
  equal:
    "10 connections save one after the other another book each time: an input of which all but the id may be left out, here with a new title and number of pages; the book is read, changed, checked by one rule that needs a column which did not come, written in a transaction, and answered as it is then. updated_at is set.",
  fair: [
    "One schema, one Fastify, one Mercurius with the same settings, a pool of 10 connections each; no two connections save the same book.",
    "Who writes it by hand locks the row while the rule is checked; Kingpost locks it with the UPDATE and has it fail if the row is no longer the one that was checked; MikroORM does neither.",
    "`pg-blind` shows what it costs without that: one UPDATE that checks nothing.",
    "All books are read from the database after each block and compared with what was sent last.",
    "The answer comes after COMMIT, with the durability of the server: everybody waits for the same disk, which brings ratios of time near 1. Processor time does not wait.",
  ],
  requests: (fixture, block) =>
    savedBy(fixture, block).map((all) => all.map((saved) => requestFor(fixture, saved))),
  prepare: (database) => keepOriginals(database, ["books"]),
  reset: (database) => restoreRows(database, "books", ["title", "pages"]),
  check: async (database, fixture, block, answered) => {
    const last = new Map<number, Saved>();
    for (const [connection, all] of savedBy(fixture, block).entries()) {
      const count = answered[connection] ?? 0;
      // A list is gone through over and over: of what was sent last, no more than a whole turn counts.
      for (let n = Math.max(0, count - all.length); n < count; n++) {
        const saved = all[n % all.length]!;
        last.set(saved.id, saved);
      }
    }
    const { rows } = await database.query<Saved>(
      "SELECT id, title, pages FROM books WHERE id = any($1) AND updated_at > now() - interval '1 day'",
      [[...last.keys()]],
    );
    const stored = new Map(rows.map((row) => [row.id, row]));
    const wrong = [...last.values()].find(({ id, title, pages }) => {
      const row = stored.get(id);
      return row === undefined || row.title !== title || row.pages !== pages;
    });
    return wrong === undefined
      ? undefined
      : `${JSON.stringify(wrong)} was saved, but the database has ${JSON.stringify(stored.get(wrong.id))}`;
  },
};

/** Each book is given one value, then another: a list may be gone through again. */
function savedBy(fixture: Fixture, block: number): ReadonlyArray<ReadonlyArray<Saved>> {
  return shares(fixture.bookCount, 50).map((ids) =>
    [1, 2].flatMap((turn) =>
      ids.map((id) => ({
        id,
        title: `${fixture.book(id).title} (${block}.${turn})`,
        pages: fixture.book(id).pages + block * 2 + turn,
      })),
    ),
  );
}

function requestFor(fixture: Fixture, { id, title, pages }: Saved): LoadRequest {
  const { priceCents } = fixture.book(id);
  const book = { id: `b:${id}`, title, pages, priceCents };
  return {
    body: bodyOf(query, { input: { id: `b:${id}`, title, pages } }),
    answer: JSON.stringify({ data: { saveBook: { book } } }),
  };
}
