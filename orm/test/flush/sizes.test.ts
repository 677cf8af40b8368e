// Flushes of more rows, and of larger ones, than one statement takes.
import { EntityManager } from "kingpost";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { smallDomain } from "./smallDomain.ts";

const database = useTestDatabase();

const { domain, classes } = smallDomain({
  Blob: {
    table: "blobs",
    columns: { text: "text" },
    references: { next: { to: "Blob" } },
  },
});
const Blob = classes["Blob"]!;

domain.entityLimit = 100_000;
const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);

beforeAll(async () => {
  await database.query(
    "CREATE TABLE blobs (id serial PRIMARY KEY, text text STORAGE EXTERNAL, next_id integer REFERENCES blobs)",
  );
});

beforeEach(async () => {
  await database.query("TRUNCATE blobs RESTART IDENTITY");
});

describe("what one statement takes", () => {
  it("R-WRITE-6 70,000 rows are one statement, since a column is one bound value", async () => {
    const em = newEm();
    for (let at = 0; at < 70_000; at++) em.create(Blob, { text: "t" });
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation, values }) => [operation, values.length])).toEqual([
      ["assign ids", 2],
      ["insert blobs", 3],
    ]);
    expect(await database.query("SELECT count(*)::int AS n FROM blobs")).toEqual([{ n: 70_000 }]);
  });

  it("R-WRITE-6 rows of more than 64 MiB together are split within the transaction", async () => {
    const em = newEm();
    const [one, two] = ["a", "b"].map((text) => text.repeat(33 * 1024 * 1024));
    const first = em.create(Blob, { text: one });
    // Leads to a row that comes with a later statement.
    first.set({ next: em.create(Blob, { text: two }) });
    const inserts = await database.recorded(() => em.flush());
    expect(inserts.map(({ operation }) => operation)).toEqual([
      "assign ids",
      "insert blobs",
      "insert blobs",
      "update blobs",
    ]);
    expect(
      await database.query("SELECT left(text, 1) AS text, next_id FROM blobs ORDER BY id"),
    ).toEqual([
      { text: "a", next_id: 2 },
      { text: "b", next_id: null },
    ]);
  });
});
