// W8: 500 books are loaded with their tags, and 200 of them lose one tag and get another.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import { keepOriginals } from "./originals.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

/** What happens to the tags of one book. */
export interface TagChange {
  readonly bookId: number;
  readonly off: number;
  readonly on: number;
}

export interface W8Input {
  readonly bookIds: ReadonlyArray<number>;
  readonly changes: ReadonlyArray<TagChange>;
}

export const w8: Scenario<W8Input> = {
  item: "W8",
  title: "500 books with their tags; 200 of them change one, one flush",
  question: "What does it cost to load a many-to-many and change some of it?",
  equal:
    "500 books by id with their tags; of 200 of them one tag is taken away and another one, known by its id, is added; one transaction, commit included.",
  fair: [
    "The tags that are added are loaded by nobody beforehand: whoever needs them as objects may refer to them by id in its own way.",
    "The rows of the join table are compared with the objects in memory and with the right answer; then they are put back, outside the time.",
  ],
  warmUps: 4,
  iterations: 3,
  input: (fixture) => ({ bookIds: bookIdsOf(fixture), changes: changesIn(fixture) }),
  expected: (fixture) => digest(taggedIn(fixture)),
  prepare: (database) => keepOriginals(database, ["books_to_tags"]),
  observe: async ({ reading, database }) => {
    const ids = reading.flatMap(([kind, record]) => (kind === "tagged" ? [record.bookId] : []));
    const { rows } = await database.query<{ bookId: number; tagIds: number[] }>(
      `SELECT book_id AS "bookId", array_agg(tag_id ORDER BY tag_id) AS "tagIds" FROM books_to_tags
       WHERE book_id = any($1) GROUP BY book_id`,
      [ids],
    );
    const [memory, observed] = [
      digest(reading),
      digest(rows.map((row): Reading => ["tagged", row])),
    ];
    return memory === observed
      ? observed
      : `the objects in memory (${memory}) are not what stands in the database (${observed})`;
  },
  reset: async (database) => {
    await database.query(
      "DELETE FROM books_to_tags t WHERE NOT EXISTS (SELECT 1 FROM original.books_to_tags o WHERE o.id = t.id)",
    );
    await database.query(
      `INSERT INTO books_to_tags SELECT o.* FROM original.books_to_tags o
       WHERE NOT EXISTS (SELECT 1 FROM books_to_tags t WHERE t.id = o.id)`,
    );
    await database.query("VACUUM books_to_tags");
  },
};

function bookIdsOf(fixture: Fixture): ReadonlyArray<number> {
  return fixture.loadedBookIds().slice(0, fixture.sizes.taggedBooks);
}

function changesIn(fixture: Fixture): ReadonlyArray<TagChange> {
  return bookIdsOf(fixture)
    .slice(0, fixture.sizes.retaggedBooks)
    .map((bookId) => ({
      bookId,
      off: fixture.tagIdsOf(bookId)[0]!,
      on: fixture.otherTagIdOf(bookId),
    }));
}

function* taggedIn(fixture: Fixture): Generator<Reading> {
  const changes = new Map(changesIn(fixture).map((change) => [change.bookId, change]));
  for (const bookId of bookIdsOf(fixture)) {
    const change = changes.get(bookId);
    const kept = fixture.tagIdsOf(bookId).filter((id) => id !== change?.off);
    const tagIds = change === undefined ? kept : [...kept, change.on];
    yield ["tagged", { bookId, tagIds: tagIds.toSorted((a, b) => a - b) }];
  }
}
