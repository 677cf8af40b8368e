// W8: books with their tags are loaded; of some, one tag is taken off and another put on.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface W8Input {
  readonly bookIds: ReadonlyArray<number>;
  /** Of the books that change: the tag that goes and the one that comes. */
  readonly changes: ReadonlyMap<number, { readonly off: number; readonly on: number }>;
}

export const w8: Scenario<W8Input> = {
  item: "W8",
  title: "500 books with tags loaded; one tag off and one on for 200 of them, one flush",
  question: "What does it cost to load and to change a many-to-many?",
  equal:
    "The same books and tags are loaded, every link with them; 200 links go and 200 come in one transaction, commit included.",
  fair: [
    "The join table has a key of its own, a unique pair of foreign keys and a time: a link is deleted by its pair.",
    "Nobody else changes the links meanwhile, and the hand-written statements rely on it. Contestants that lock what they change do more.",
    "Afterwards the links in the database are compared with those in memory; then they are put back and the table is vacuumed, outside the time.",
  ],
  warmUps: 4,
  iterations: 3,
  input: (fixture) => ({ bookIds: fixture.taggedBookIds(), changes: changesOf(fixture) }),
  expected: (fixture) => digest(expectedLinks(fixture)),
  observe: async ({ reading, database }) => {
    const bookIds = reading.map(([, record]) => (record as { bookId: number }).bookId);
    const { rows } = await database.query<{ bookId: number; tagId: number }>(
      `SELECT book_id AS "bookId", tag_id AS "tagId" FROM books_to_tags WHERE book_id = any($1)`,
      [[...new Set(bookIds)]],
    );
    const [memory, stored] = [digest(reading), digest(rows.map((row) => ["link", row] as const))];
    return memory === stored
      ? stored
      : `the links in memory (${memory}) are not what stands in the database (${stored})`;
  },
  reset: async (database, fixture) => {
    const changes = [...changesOf(fixture)];
    const bookIds = changes.map(([id]) => id);
    await database.query(
      "DELETE FROM books_to_tags AS l USING unnest($1::int[], $2::int[]) AS g(book_id, tag_id) WHERE l.book_id = g.book_id AND l.tag_id = g.tag_id",
      [bookIds, changes.map(([, { on }]) => on)],
    );
    await database.query(
      "INSERT INTO books_to_tags (book_id, tag_id) SELECT * FROM unnest($1::int[], $2::int[])",
      [bookIds, changes.map(([, { off }]) => off)],
    );
    await database.query("VACUUM books_to_tags");
  },
};

function changesOf(fixture: Fixture): W8Input["changes"] {
  return new Map(
    fixture.taggedBookIds().flatMap((id, place) => {
      const change = fixture.tagChangeOf(id, place);
      return change === undefined ? [] : [[id, change] as const];
    }),
  );
}

function expectedLinks(fixture: Fixture): ReadonlyArray<Reading> {
  const changes = changesOf(fixture);
  return fixture.taggedBookIds().flatMap((bookId) => {
    const change = changes.get(bookId);
    const kept = fixture.tagIdsOf(bookId).filter((id) => id !== change?.off);
    const tagIds = change === undefined ? kept : [...kept, change.on];
    return tagIds.map((tagId): Reading => ["link", { bookId, tagId }]);
  });
}
