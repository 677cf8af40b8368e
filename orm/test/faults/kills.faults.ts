// Sessions that the server ends at random while graphs are written.
import { CommitUnknownError, ConnectionError } from "kingpost/errors";
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { expect, it } from "vitest";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { booksPerAuthor, createGraph } from "./graphs.ts";
import { report } from "./report.ts";
import { scaled } from "./scale.ts";

const database = useTestDatabase();

it("R-TXN-10, R-FLUSH-7 8 writers whose sessions are killed write whole graphs, each once", async () => {
  const kills = scaled(200);
  const pool = new pg.Pool({
    connectionString: database.url,
    max: 8,
    application_name: "victim",
  });
  const driver = new PostgresDriver(pool);
  const end = new AbortController();
  const acknowledged: string[] = [];
  const errors: Record<string, number> = {};
  const fates: Record<string, number> = {};
  let number = 0;
  const isThere = async (name: string): Promise<boolean> =>
    (await database.query("SELECT FROM authors WHERE first_name = $1", [name])).length > 0;
  const writeGraph = async (name: string): Promise<void> => {
    const begin = (): EntityManager => {
      const em = new EntityManager({}, driver);
      createGraph(em, name);
      return em;
    };
    // The same em until its graph is there; another one when nobody can tell that one and the graph is not.
    for (let em = begin(); ;) {
      try {
        await em.flush();
        return;
      } catch (error) {
        if (!(error instanceof ConnectionError) && !(error instanceof CommitUnknownError))
          throw error;
        errors[error.code] = (errors[error.code] ?? 0) + 1;
        if (!(error instanceof CommitUnknownError)) continue;
        const fate = await em.resolveCommit();
        fates[fate] = (fates[fate] ?? 0) + 1;
        if (fate === "committed") return;
        if (fate === "aborted") continue;
        if (await isThere(name)) return;
        em = begin();
      }
    }
  };
  const write = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const name = `graph${number++}`;
      await writeGraph(name);
      acknowledged.push(name);
    }
  };
  const writers = Promise.all(Array.from({ length: 8 }, write));
  for (let killed = 0; killed < kills;) {
    const rows = await database.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim' AND datname = current_database() ORDER BY state = 'idle', random() LIMIT 1",
    );
    killed += rows.length;
    // Now and then in quick succession, now and then with a few graphs in between.
    await new Promise((resolve) => {
      setTimeout(resolve, Math.random() * 20);
    });
  }
  end.abort();
  await writers;
  report(`${kills} kills, ${acknowledged.length} graphs, errors:`, errors);
  report("what resolveCommit said:", fates);
  const partial = await database.query(
    `SELECT a.first_name FROM authors a LEFT JOIN books b ON b.author_id = a.id LEFT JOIN reviews r ON r.book_id = b.id
     GROUP BY a.id HAVING count(DISTINCT b.id) <> ${booksPerAuthor} OR count(r.id) <> ${booksPerAuthor}`,
  );
  const stored = await database.query("SELECT first_name AS name FROM authors");
  const { totalCount, idleCount, waitingCount } = pool;
  await pool.end();
  expect({
    partial,
    stored: stored.map(({ name }) => String(name)).toSorted(),
    taken: totalCount - idleCount,
    waitingCount,
  }).toEqual({ partial: [], stored: acknowledged.toSorted(), taken: 0, waitingCount: 0 });
});
