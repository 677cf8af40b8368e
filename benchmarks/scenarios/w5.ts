// W5: load 1,000 books, change the title of each, save.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import { restoreBooks } from "./restoreBooks.ts";
import type { Scenario } from "./Scenario.ts";
import { sinceYesterday } from "./sinceYesterday.ts";

export interface W5Input {
  readonly bookIds: ReadonlyArray<number>;
  /** What is put behind each title. */
  readonly suffix: string;
}

const suffix = " (2nd)";

export const w5: Scenario<W5Input> = {
  item: "W5",
  title: "1,000 books loaded, one field of each changed, one flush",
  question:
    "What does it cost to load many rows, change a little of each and save them in one transaction?",
  equal:
    "The same books, each with another title, one transaction, commit included, and updated_at of every changed row set to the time of the change.",
  fair: [
    "The hand-written UPDATE does not look whether a row was changed meanwhile. Contestants that do, do more.",
    "Afterwards the rows in the database are compared with the objects in memory; then they are put back and the table is vacuumed, outside the time.",
  ],
  warmUps: 4,
  iterations: 3,
  input: (fixture) => ({ bookIds: fixture.changedBookIds(), suffix }),
  expected: (fixture) => digest(renamed(fixture)),
  observe: async ({ reading, database, startedAt }) => {
    const { rows } = await database.query<{ id: number; title: string }>(
      "SELECT id, title FROM books WHERE updated_at >= $1",
      [sinceYesterday(startedAt)],
    );
    const [memory, stored] = [
      digest(reading),
      digest(rows.map((row) => ["renamed book", row] as const)),
    ];
    return memory === stored
      ? stored
      : `the objects in memory (${memory}) are not what stands in the database (${stored})`;
  },
  reset: async (database, fixture) => {
    await restoreBooks(database, fixture, fixture.changedBookIds());
    await database.query("VACUUM books");
  },
};

function renamed(fixture: Fixture): ReadonlyArray<Reading> {
  return fixture
    .changedBookIds()
    .map((id) => ["renamed book", { id, title: fixture.book(id).title + suffix }]);
}
