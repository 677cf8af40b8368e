// W5: load 1,000 books, give each another title, and save them at once.
import { digest } from "./digest.ts";
import { keepOriginals, restoreRows, writtenSince } from "./originals.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface W5Input {
  readonly bookIds: ReadonlyArray<number>;
}

/** The title that a book gets. */
export function revised(title: string): string {
  return `${title} (revised)`;
}

export const w5: Scenario<W5Input> = {
  item: "W5",
  title: "1,000 books loaded, one field of each changed, one flush",
  question:
    "What does it cost to change one field of each of 1,000 loaded rows, to another value each?",
  equal:
    "The books are loaded by id, each gets a title of its own, and one transaction saves them, commit included. updated_at is set.",
  fair: [
    "Whoever has a unit of work calls its flush; the others do what their documentation advises for many rows with different values.",
    "The rows in the database are compared with the objects in memory and with the right answer; then they are put back, outside the time.",
  ],
  warmUps: 4,
  iterations: 3,
  input: (fixture) => ({ bookIds: fixture.loadedBookIds() }),
  expected: (fixture) =>
    digest(
      fixture
        .loadedBookIds()
        .map((id) => ["retitled", { id, title: revised(fixture.book(id).title) }]),
    ),
  prepare: (database) => keepOriginals(database, ["books"]),
  observe: async ({ reading, database, startedAt }) => {
    const { rows } = await database.query<{ id: number; title: string }>(
      "SELECT id, title FROM books WHERE title LIKE '% (revised)' AND updated_at >= $1",
      [writtenSince(startedAt)],
    );
    const stored = rows.map((row): Reading => ["retitled", row]);
    const [memory, observed] = [digest(reading), digest(stored)];
    return memory === observed
      ? observed
      : `the objects in memory (${memory}) are not what stands in the database (${observed})`;
  },
  reset: async (database) => {
    await restoreRows(database, "books", ["title"]);
    await database.query("VACUUM books");
  },
};
