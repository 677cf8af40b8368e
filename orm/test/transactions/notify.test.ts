// What is told to those who listen to the database, as a part of the flush.
import { EntityManager } from "kingpost";
import {
  ConfigError,
  type InvalidValueError,
  PendingChangesError,
  ReadOnlyError,
  WriteDuringFlushError,
} from "kingpost/errors";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { smallDomain } from "../flush/smallDomain.ts";
import { Author } from "../schema/entities/Author.ts";
import { EntityManager as AppEntityManager } from "../schema/entities/codegen/domain.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const told: Array<string | undefined> = [];
let listener: Client;

beforeAll(async () => {
  listener = new Client({ connectionString: database.url });
  await listener.connect();
  await listener.query("LISTEN news");
  listener.on("notification", ({ payload }) => void told.push(payload));
});

beforeEach(() => {
  told.length = 0;
});

afterAll(() => listener.end());

/** What was told by now: what was committed before this is answered. */
async function heard(): Promise<unknown> {
  await listener.query("SELECT");
  return told.splice(0);
}

const notify =
  "SELECT count(pg_notify(channel, payload)) FROM unnest($1::text[], $2::text[]) AS sent(channel, payload)";

describe("em.notify", () => {
  it("R-NOTIFY-1, R-NOTIFY-2, R-EM-4/notify is the last of the writes, in their round trip, and knows the ids of what is new", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    em.notify("news", () => author.id);
    em.notify("news", "second");
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation }) => operation)).toEqual([
      "assign ids",
      "insert authors",
      "notify",
    ]);
    expect([sent.at(-1)?.text, sent.at(-1)?.values]).toEqual([
      notify,
      ['{"news","news"}', '{"a:1","second"}'],
    ]);
    expect(database.driver.roundTrips).toBe(2);
    expect(await heard()).toEqual(["a:1", "second"]);
    expect(await database.statements(() => em.flush())).toEqual([]);
  });

  it("R-NOTIFY-1 a flush with nothing else to write tells it, without a payload too", async () => {
    const em = database.newEm();
    em.notify("news");
    expect(await database.statements(() => em.flush())).toEqual([notify]);
    expect(await heard()).toEqual([""]);
  });

  it("R-NOTIFY-1 nobody hears anything before COMMIT, which it leaves with", async () => {
    const em = database.newEm();
    await em.transaction(async () => {
      em.notify("news", "1");
      await em.flush();
      em.notify("news", "2");
      expect(await heard()).toEqual([]);
    });
    expect(await heard()).toEqual(["1", "2"]);
  });

  it("R-NOTIFY-3 what a failed flush did not tell, the next one does, once", async () => {
    const em = database.newEm();
    const other = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    await em.flush();
    (await other.load(Author, author.id)).firstName = "b1";
    await other.flush();
    author.firstName = "c1";
    em.notify("news", "c1");
    await expect(em.flush()).rejects.toMatchObject({ code: "OPTIMISTIC_LOCK" });
    expect(await heard()).toEqual([]);
    await em.refresh(author, { keepChanges: true });
    await em.flush();
    await em.flush();
    expect(await heard()).toEqual(["c1"]);
  });

  it("R-NOTIFY-3 what a transaction or a part of it took back is pending again", async () => {
    const em = database.newEm();
    const taken = new Error("taken back");
    await em.transaction(async () => {
      em.notify("news", "outer");
      await em.flush();
      await em
        .transaction(async () => {
          em.notify("news", "inner");
          await em.flush();
          throw taken;
        })
        .catch(() => undefined);
      expect(em.pendingChanges).toEqual([]);
    });
    expect(await heard()).toEqual(["outer", "inner"]);
    await em
      .transaction(async () => {
        em.notify("news", "first");
        await em.flush();
        em.notify("news", "later");
        throw taken;
      })
      .catch(() => undefined);
    expect(await heard()).toEqual([]);
    await em.flush();
    expect(await heard()).toEqual(["first", "later"]);
  });

  it("R-NOTIFY-3 is refused by clear and fork as pending changes are, and a rehearsal tells nobody", async () => {
    const em = database.newEm();
    em.notify("news", "never");
    expect(() => em.clear()).toThrow(PendingChangesError);
    expect(() => em.fork()).toThrow(PendingChangesError);
    em.clear({ discardChanges: true });
    await em.flush();
    const rehearsal = new AppEntityManager(
      {},
      {
        driver: database.driver,
        mode: "in-memory-writes",
      },
    );
    rehearsal.notify("news", "never");
    expect(await database.statements(() => rehearsal.flush())).toContain(notify);
    expect(await heard()).toEqual([]);
  });

  it("R-NOTIFY-4 what Postgres would refuse is refused before anything is sent", async () => {
    const em = database.newEm();
    expect(() => em.notify("", "")).toThrow(ConfigError);
    expect(() => em.notify("é".repeat(32), "")).toThrow(ConfigError);
    em.notify("é".repeat(31), "");
    const refused = ["x".repeat(8_000), "a\0b", "\uD800", "€".repeat(2_667)];
    const errors: unknown[] = [];
    const sent = await database.statements(async () => {
      for (const payload of refused) {
        em.notify("news", () => payload);
        errors.push(await em.flush().catch((error: unknown) => error));
        em.clear({ discardChanges: true });
      }
    });
    expect([sent, errors.map((error) => (error as InvalidValueError).message)]).toEqual([
      [],
      [
        "The notification of news is longer than 7999 bytes: send ids, and have who listens load what they stand for",
        "The notification of news contains a NUL character",
        "The notification of news is not well-formed Unicode",
        "The notification of news is longer than 7999 bytes: send ids, and have who listens load what they stand for",
      ],
    ]);
    em.notify("news", "x".repeat(7_999));
    await em.flush();
    expect(await heard()).toEqual(["x".repeat(7_999)]);
  });

  it("R-NOTIFY-4 an em that only reads tells nothing, and a flush under way takes nothing from beside it", async () => {
    const em = database.newEm();
    em.create(Author, { firstName: "a1" });
    const flushing = em.flush();
    expect(() => em.notify("news", "late")).toThrow(WriteDuringFlushError);
    await flushing;
    em.mode = "read-only";
    expect(() => em.notify("news", "never")).toThrow(ReadOnlyError);
  });
});

describe("em.notify where the database makes the keys", () => {
  const { domain, classes } = smallDomain({
    Note: {
      table: "notes",
      id: { generator: "database", isIdentityAlways: true },
      columns: { text: "text" },
    },
  });

  it("R-NOTIFY-2 follows the INSERTs, in the same transaction", async () => {
    await database.query(
      "CREATE TABLE notes (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text)",
    );
    const em = new EntityManager(domain, {}, database.driver);
    const note = em.create(classes["Note"]!, { text: "t" });
    em.notify("news", () => note.id as string);
    const waiting = await database.recorded(() => em.flush());
    expect([waiting.map(({ operation }) => operation), database.driver.roundTrips]).toEqual([
      ["insert notes", "notify"],
      2,
    ]);
    em.create(classes["Note"]!, { text: "u" });
    em.notify("news", "a note");
    const together = await database.recorded(() => em.flush());
    expect([together.map(({ operation }) => operation), database.driver.roundTrips]).toEqual([
      ["insert notes", "notify"],
      1,
    ]);
    expect(await heard()).toEqual(["note:1", "a note"]);
  });
});
