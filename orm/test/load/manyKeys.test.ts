// Lists of any length: how many statements they cost, and what is counted of them.
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenAuthors(count: number): Promise<void> {
  await database.query(
    "INSERT INTO authors (first_name, is_active, version) SELECT 'a' || n, true, 1 FROM generate_series(1, $1::int) AS n",
    [count],
  );
}

const tagged = (count: number): string[] => Array.from({ length: count }, (_, at) => `a:${at + 1}`);

describe("many keys", () => {
  it("R-BATCH-3 above 50,000 are split, and all are answered", async () => {
    await givenAuthors(20);
    const em = database.newEm();
    let found: Author[] = [];
    const statements = await database.recorded(async () => {
      found = await em.loadAllIfExists(Author, tagged(65_536));
    });
    expect(statements.map(({ values }) => String(values[0]).split(",").length)).toEqual([
      50_000, 15_536,
    ]);
    expect(new Set(statements.map(({ text }) => text)).size).toBe(1);
    expect(found.map(({ id }) => id)).toEqual(tagged(20));
    expect(database.driver.roundTrips).toBe(1);
  });

  it("R-BATCH-3 a million keys are as many statements as they need, and less than 500 MB", async () => {
    await givenAuthors(20);
    const em = database.newEm();
    const before = process.memoryUsage().rss;
    const found = await em.loadAllIfExists(Author, tagged(1_000_000));
    const grown = process.memoryUsage().rss - before;
    expect([found.length, em.batchStats["load Author"]]).toEqual([
      20,
      { requests: 1_000_000, dispatches: 1, statements: 20 },
    ]);
    expect(grown).toBeLessThan(500 * 2 ** 20);
  }, 60_000);

  it("R-BATCH-3 one key is a plain parameter, which the server plans once; keys are a list", async () => {
    await givenAuthors(3);
    const statements = await database.recorded(async () => {
      for (let n = 0; n < 10; n++) await database.newEm().load(Author, "a:1");
      await database.newEm().loadAll(Author, ["a:2", "a:3"]);
    });
    const wheres = statements.map(({ text }) => text.slice(text.indexOf(" WHERE ")));
    expect([...new Set(wheres)]).toEqual([
      ' WHERE t."id" = $1::integer',
      ' WHERE t."id" = ANY($1::integer[])',
    ]);
    expect(statements.map(({ values }) => values[0]).slice(-2)).toEqual(["1", '{"2","3"}']);
    // The first five plans are made for their values; whether the next ones are is what the server finds cheaper.
    const plans = await database.newEm()
      .sql`SELECT generic_plans::text AS once, custom_plans::text AS anew FROM pg_prepared_statements WHERE statement = ${statements[0]!.text}`;
    expect(plans).toEqual([{ once: "5", anew: "5" }]);
  });

  it("R-BATCH-9 counts requests, dispatches and statements by operation", async () => {
    await givenAuthors(3);
    const em = database.newEm();
    const [one] = await Promise.all(["a:1", "a:2", "a:1"].map((id) => em.load(Author, id)));
    await em.load(Author, "a:3");
    await one!.books.load();
    expect(em.batchStats).toEqual({
      "load Author": { requests: 4, dispatches: 2, statements: 2 },
      "load Author.books": { requests: 1, dispatches: 1, statements: 1 },
    });
  });

  it("R-BATCH-4 what is in memory is answered without a tick", async () => {
    await givenAuthors(1);
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "publisher");
    let isTickOver = false;
    process.nextTick(() => {
      isTickOver = true;
    });
    expect([await em.load(Author, "a:1"), await author.publisher.load(), isTickOver]).toEqual([
      author,
      undefined,
      false,
    ]);
  });
});
