// What a flush in one round trip says of its transaction on the wire: nothing, where the end of the exchange says it.
import { PostgresDriver, SequenceIdAssigner } from "kingpost/pg";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { startFaultProxy } from "../driver/faultProxy.ts";
import { Author } from "../schema/entities/Author.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const opened: Array<() => Promise<void> | void> = [];

afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

interface Wiretap {
  readonly driver: PostgresDriver;
  readonly newEm: (settings?: Record<string, string>) => EntityManager;
  /** Which of the words that begin and end transactions were prepared or sent since the last call. */
  readonly borders: () => string[];
  /** Loses the connection at the next chunk that holds the text. */
  readonly cutAt: (text: string) => void;
}

/** Nothing is prepared, so that texts are on the wire each time. */
async function tap(): Promise<Wiretap> {
  const url = new URL(database.url);
  let sent = "";
  let cut: string | undefined;
  const proxy = await startFaultProxy(Number(url.port), (chunk) => {
    sent += chunk;
    return cut !== undefined && chunk.includes(cut) ? "cut" : "none";
  });
  url.port = String(proxy.port);
  const pool = new pg.Pool({ connectionString: url.href, max: 1 });
  opened.push(
    () => pool.end(),
    () => proxy.close(),
  );
  const driver = new PostgresDriver(pool, {
    prepared: "unnamed",
    idAssigner: new SequenceIdAssigner({ block: 1 }),
  });
  return {
    driver,
    newEm: (settings) =>
      new EntityManager({}, { driver, ...(settings === undefined ? {} : { settings }) }),
    borders: () => {
      const found = sent.match(/BEGIN|COMMIT|ROLLBACK/g) ?? [];
      sent = "";
      return found;
    },
    cutAt: (text) => {
      cut = text;
    },
  };
}

const stored = async (): Promise<unknown> => {
  const [row] = await database.query(
    "SELECT (SELECT count(*)::int FROM authors) AS authors, (SELECT count(*)::int FROM tags) AS tags",
  );
  return row;
};

describe("a flush in one round trip", () => {
  it("R-WRITE-12 sends neither BEGIN nor COMMIT", async () => {
    const { newEm, borders } = await tap();
    const em = newEm();
    const author = em.create(Author, { firstName: "a1" });
    em.create(Tag, { name: "t1" });
    await em.flush();
    expect([borders(), await stored()]).toEqual([[], { authors: 1, tags: 1 }]);
    author.firstName = "a2";
    em.create(Tag, { name: "t2" });
    await em.flush();
    expect([borders(), await stored()]).toEqual([[], { authors: 1, tags: 2 }]);
    em.delete(author);
    await em.flush();
    expect([borders(), await stored()]).toEqual([[], { authors: 0, tags: 2 }]);
  });

  it("R-WRITE-12, R-FLUSH-7 writes nothing where a statement of it fails, says nothing about it, and can be flushed again", async () => {
    const { newEm, borders } = await tap();
    await database.query("INSERT INTO tags (name) VALUES ('taken')");
    const em = newEm();
    em.create(Author, { firstName: "a1" });
    const tag = em.create(Tag, { name: "taken" });
    await expect(em.flush()).rejects.toMatchObject({ code: "UNIQUE" });
    expect([borders(), await stored()]).toEqual([[], { authors: 0, tags: 1 }]);
    tag.name = "free";
    await em.flush();
    expect([borders(), await stored()]).toEqual([[], { authors: 1, tags: 2 }]);
  });

  it("R-WRITE-12, R-OPLOCK-2 writes nothing where a row has changed meanwhile", async () => {
    const { newEm, borders } = await tap();
    const em = newEm();
    const author = em.create(Author, { firstName: "a1" });
    await em.flush();
    await database.query("UPDATE authors SET version = version + 1");
    borders();
    author.firstName = "a2";
    em.create(Tag, { name: "t1" });
    await expect(em.flush()).rejects.toMatchObject({ code: "OPTIMISTIC_LOCK" });
    expect([borders(), await stored()]).toEqual([[], { authors: 1, tags: 0 }]);
  });

  it("R-WRITE-12 writes nothing where a constraint that is checked at the end fails", async () => {
    const { newEm, borders } = await tap();
    await database.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused at the end' USING ERRCODE = '23514'; END $$;
      CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON tags DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();
    `);
    opened.push(async () => void (await database.query("DROP FUNCTION refuse CASCADE")));
    const em = newEm();
    const author = em.create(Author, { firstName: "a1" });
    const tag = em.create(Tag, { name: "t1" });
    await expect(em.flush()).rejects.toThrow("refused at the end");
    expect([borders(), await stored()]).toEqual([[], { authors: 0, tags: 0 }]);
    expect([author.isNewEntity, tag.isNewEntity]).toEqual([true, true]);
    em.delete(tag);
    await em.flush();
    expect([borders(), await stored()]).toEqual([[], { authors: 1, tags: 0 }]);
  });

  it("R-TXN-10 writes nothing where it leaves in pieces and the connection is lost between them", async () => {
    const { newEm, cutAt } = await tap();
    const em = newEm();
    em.create(Author, { firstName: "first", lastName: "x".repeat(100_000) });
    em.create(Tag, { name: "the last of all" });
    await em.assignNewIds();
    cutAt("the last of all");
    await expect(em.flush()).rejects.toMatchObject({ code: "COMMIT_UNKNOWN" });
    // What was sent has no end, so that the server takes it back when it notices.
    await expect.poll(() => stored(), { timeout: 20_000 }).toEqual({ authors: 0, tags: 0 });
  });

  it.each<[string, Record<string, string> | undefined, (em: EntityManager) => unknown]>([
    ["settings", { "app.tenant": "1" }, () => undefined],
    ["what runs before COMMIT", undefined, (em) => em.beforeCommit(() => undefined)],
  ])("R-TXN-15, R-TXN-14 begins and commits where %s call for it", async (_, settings, prepare) => {
    const { newEm, borders } = await tap();
    const em = newEm(settings);
    prepare(em);
    em.create(Tag, { name: "t1" });
    await em.assignNewIds();
    borders();
    await em.flush();
    expect([borders(), await stored()]).toEqual([["BEGIN", "COMMIT"], { authors: 0, tags: 1 }]);
  });
});

it("R-WRITE-12 statements of one's own are given a transaction block, which they may need", async () => {
  const { driver, borders } = await tap();
  await driver.transact([{ text: "LOCK TABLE tags", values: [], operation: "sql" }]);
  expect(borders()).toEqual(["BEGIN", "COMMIT"]);
});
