// Two servers, a primary and a standby that follows it a little late: what only reads is read there, and sees what it has to see.
import { resolve } from "node:path";
import { startTestServer, type TestServer } from "@kingpost/migrations/server";
import { EntityManager, type EntityManagerOpts, relation } from "kingpost";
import { PostgresDriver, RecordingDriver, SequenceIdAssigner } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Row, smallDomain } from "../flush/smallDomain.ts";
import { type Standby, startStandby } from "./startStandby.ts";

const delayMs = 40;
const { domain, classes } = smallDomain({
  Note: { table: "notes", columns: { text: "text" }, references: { parent: { to: "Note" } } },
});
const Note = classes["Note"]!;

/** As generated code has it. */
class BoundEm extends EntityManager {
  constructor(ctx: object, options: EntityManagerOpts) {
    super(domain, ctx, options);
  }
}

let primary: TestServer;
let standby: Standby;
let pools: pg.Pool[];
let driver: PostgresDriver;
let number = 0;

beforeAll(async () => {
  const projectDir = resolve(import.meta.dirname, "../../..");
  primary = await startTestServer({ projectDir, env: { ...process.env, TEST_DATABASE_URL: "" } });
  const { adminUrl } = primary;
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(
    "CREATE TABLE notes (id serial PRIMARY KEY, text text, parent_id int REFERENCES notes)",
  );
  await client.end();
  standby = await startStandby(adminUrl, delayMs);
  pools = [adminUrl, standby.url].map((connectionString) => {
    const pool = new pg.Pool({ connectionString, max: 4 });
    pool.on("error", () => {});
    return pool;
  });
  driver = new PostgresDriver(pools[0]!, {
    replica: pools[1]!,
    idAssigner: new SequenceIdAssigner({ block: 1 }),
  });
}, 120_000);

afterAll(async () => {
  for (const pool of pools) await pool.end();
  await standby.stop();
  await primary.stop();
});

const writer = (): EntityManager => new EntityManager(domain, {}, driver);
const reader = (lsn?: string): EntityManager => {
  const em = new BoundEm({}, { driver, mode: "read-only" });
  em.afterWrites(lsn);
  return em;
};

async function serverOf(em: EntityManager): Promise<"primary" | "standby"> {
  const [row] = await em.sql<{ is: boolean }>`SELECT pg_is_in_recovery() AS is`;
  return row!.is ? "standby" : "primary";
}

/** A note that is written, and where in the log that stands. */
async function givenNote(): Promise<{ id: string; text: string; lsn: string }> {
  const em = writer();
  const text = `note ${number++}`;
  const note = em.create(Note, { text });
  await em.flush();
  return { id: String(note.id), text, lsn: em.lastFlush!.lsn! };
}

const isThere = async (em: EntityManager, text: string): Promise<boolean> =>
  (await em.find(Note, { text })).length === 1;

describe("a replica", () => {
  it("R-DRV-9, R-MODE-1 serves ems that only read, and no others", async () => {
    const em = writer();
    const streamed = reader();
    expect([
      await serverOf(reader()),
      await reader().transaction(async (txn) => {
        const [row] = await txn.sql<{ is: boolean }>`SELECT pg_is_in_recovery() AS is`;
        return row!.is;
      }),
      await serverOf(em),
      await em.transaction(() => serverOf(em)),
      await reader().transaction(() => 1, { isolation: "serializable" }),
    ]).toEqual(["standby", true, "primary", "primary", 1]);
    const { lsn, text } = await givenNote();
    streamed.afterWrites(lsn);
    const found: Row[] = [];
    for await (const note of streamed.stream(Note, { text }, { strategy: "cursor" }))
      found.push(note);
    expect(found.map((note) => note.read("text"))).toEqual([text]);
    em.mode = "read-only";
    expect(await serverOf(em)).toBe("standby");
  });

  it("R-DRV-9 shows what was written before, to those who say so: 0 stale of 50, where otherwise nearly all are", async () => {
    let stale = 0;
    const missed: string[] = [];
    for (let at = 0; at < 50; at++) {
      const { text, lsn } = await givenNote();
      if (!(await isThere(reader(), text))) stale++;
      if (!(await isThere(reader(lsn), text))) missed.push(text);
    }
    expect([missed, stale > 40]).toEqual([[], true]);
  });

  it("R-DRV-9 is asked in the round trip of what is read, and is left for the primary when it does not follow", async () => {
    const first = await givenNote();
    expect(await isThere(reader(first.lsn), first.text)).toBe(true);
    const recording = new RecordingDriver(driver);
    const asking = new EntityManager(domain, {}, { driver: recording, mode: "read-only" });
    asking.afterWrites(first.lsn);
    expect([await isThere(asking, first.text), recording.roundTrips]).toEqual([true, 1]);
    expect(recording.statements.map(({ operation }) => operation)).toEqual([
      "replica position",
      "find Note",
    ]);
    await pools[1]!.query("SELECT pg_wal_replay_pause()");
    try {
      const { text, lsn } = await givenNote();
      expect([await isThere(reader(), text), await isThere(reader(lsn), text)]).toEqual([
        false,
        true,
      ]);
      const em = reader(lsn);
      expect(await em.transaction(() => isThere(em, text))).toBe(true);
      expect(await isThere(em.fork(), text)).toBe(true);
    } finally {
      await pools[1]!.query("SELECT pg_wal_replay_resume()");
    }
  });

  it("R-DRV-9, R-EM-4/afterWrites knows where transactions stand that are more than one round trip, and what loads ahead waits as well", async () => {
    const em = writer();
    const parent = em.create(Note, { text: "parent" });
    await em.transaction(async () => {
      await em.flush();
      em.create(Note, { text: "child", parent });
    });
    const other = writer();
    other.beforeCommit(() => undefined);
    other.create(Note, { text: "hooked" });
    await other.flush();
    const lsns = [em.lastFlush!.lsn, other.lastFlush!.lsn];
    expect(lsns).toEqual([expect.stringMatching(/^[0-9A-F]+\/[0-9A-F]+$/), expect.any(String)]);
    const [child] = await reader(lsns[0]).find(
      Note,
      { text: "child" },
      { populate: "parent" as never },
    );
    const { get } = relation(child!, "parent") as unknown as { get: Row };
    expect(get.read("text")).toBe("parent");
  });

  it("R-DRV-9 costs nothing where there is none", async () => {
    const plain = new PostgresDriver(pools[0]!, {
      idAssigner: new SequenceIdAssigner({ block: 1 }),
    });
    const em = new EntityManager(domain, {}, plain);
    em.create(Note, { text: "plain" });
    await em.flush();
    expect("lsn" in em.lastFlush!).toBe(false);
  });

  it("R-DRV-9 that is away leaves everything to the primary", async () => {
    const { text, lsn } = await givenNote();
    await standby.stop();
    expect([await isThere(reader(), text), await isThere(reader(lsn), text)]).toEqual([true, true]);
    expect(await serverOf(reader(lsn))).toBe("primary");
    await reader().transaction(() => 1);
  });
});
