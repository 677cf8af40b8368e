// The reply to COMMIT is lost: nobody knows whether it was done, until the server is asked.
import { PostgresDriver, type PostgresDriverOpts } from "kingpost/pg";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { type Fault, type FaultProxy, startFaultProxy } from "../driver/faultProxy.ts";
import { Author } from "../schema/entities/Author.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const opened: Array<{ proxy: FaultProxy; pool: pg.Pool }> = [];

afterEach(async () => {
  for (const { proxy, pool } of opened.splice(0)) {
    await pool.end();
    proxy.close();
  }
});

/** An em behind a proxy that commits the fault once, at the first chunk that holds `text`. */
async function emBehind(
  fault: Fault,
  text: "COMMIT" | "INSERT INTO",
  options: PostgresDriverOpts = {},
): Promise<EntityManager> {
  const url = new URL(database.url);
  let isArmed = false;
  const proxy = await startFaultProxy(Number(url.port), (chunk) => {
    if (!isArmed || !chunk.includes(text)) return "none";
    isArmed = false;
    return fault;
  });
  url.port = String(proxy.port);
  const pool = new pg.Pool({ connectionString: url.href, max: 1 });
  opened.push({ proxy, pool });
  const em = new EntityManager({}, new PostgresDriver(pool, options));
  // Everything is warm: what is lost is the answer to what the test sends.
  await em.assignNewIds();
  await em.find(Tag, {});
  isArmed = true;
  return em;
}

const names = (): Promise<unknown[]> =>
  database.query("SELECT name FROM tags ORDER BY id").then((rows) => rows.map(({ name }) => name));
const unknown = { code: "COMMIT_UNKNOWN" };

describe("a COMMIT without an answer", () => {
  it("R-TXN-11, R-EM-4/resolveCommit of em.transaction was done: entities are written, and what follows COMMIT runs", async () => {
    const em = await emBehind("cutReply", "COMMIT");
    const seen: string[] = [];
    em.afterCommit(() => void seen.push("afterCommit"));
    let tag: Tag | undefined;
    const work = em.transaction(async () => {
      tag = em.create(Tag, { name: "t1" });
      await em.flush();
    });
    await expect(work).rejects.toMatchObject({ ...unknown, transactionId: expect.any(String) });
    expect([seen, await names()]).toEqual([[], ["t1"]]);
    expect(await em.resolveCommit()).toBe("committed");
    expect([tag!.isNewEntity, seen]).toEqual([false, ["afterCommit"]]);
    tag!.name = "t1b";
    await em.flush();
    expect(await names()).toEqual(["t1b"]);
  });

  it("R-TXN-11 of em.transaction was not done: entities are pending again, and can be flushed", async () => {
    const em = await emBehind("cut", "COMMIT");
    let tag: Tag | undefined;
    const work = em.transaction(async () => {
      tag = em.create(Tag, { name: "t1" });
      await em.flush();
    });
    await expect(work).rejects.toMatchObject(unknown);
    expect([await em.resolveCommit(), tag!.isNewEntity]).toEqual(["aborted", true]);
    await em.flush();
    expect([tag!.isNewEntity, await names()]).toEqual([false, ["t1"]]);
  });

  it("R-TXN-11 of a flush with something before COMMIT is resolved in the same way", async () => {
    const em = await emBehind("cutReply", "COMMIT");
    em.beforeCommit(() => undefined);
    const author = em.create(Author, { firstName: "a1" });
    await expect(em.flush()).rejects.toMatchObject(unknown);
    expect(author.isNewEntity).toBe(true);
    expect([await em.resolveCommit(), author.isNewEntity]).toEqual(["committed", false]);
    author.firstName = "a2";
    await em.flush();
    expect(await database.query("SELECT first_name, version FROM authors")).toEqual([
      { first_name: "a2", version: 2 },
    ]);
  });

  it("R-TXN-11 of a flush in one round trip is resolved when its id came ahead of the answer", async () => {
    const em = await emBehind("cutCommit", "INSERT INTO");
    const author = em.create(Author, { firstName: "a1" });
    let roundTrips = 0;
    em.driver.events.on("roundTrip", () => roundTrips++);
    await em.assignNewIds();
    roundTrips = 0;
    await expect(em.flush()).rejects.toMatchObject(unknown);
    expect(roundTrips).toBe(1);
    expect([await em.resolveCommit(), author.isNewEntity]).toEqual(["committed", false]);
    author.firstName = "a2";
    await em.flush();
    expect(await database.query("SELECT first_name, version FROM authors")).toEqual([
      { first_name: "a2", version: 2 },
    ]);
  });

  it("R-TXN-11 of a flush on a client of one's own is resolved on another connection", async () => {
    const { driver } = await emBehind("cutCommit", "INSERT INTO");
    const pool = opened.at(-1)!.pool;
    const client = await pool.connect();
    const em = new EntityManager({}, (driver as PostgresDriver).withClient(client));
    const author = em.create(Author, { firstName: "a1" });
    await expect(em.flush()).rejects.toMatchObject(unknown);
    client.release(true);
    expect([await em.resolveCommit(), author.isNewEntity]).toEqual(["committed", false]);
  });

  it("R-TXN-11 is no question where nothing was written", async () => {
    const em = await emBehind("cutCommit", "COMMIT");
    const work = em.transaction(() => em.find(Tag, {}));
    await expect(work).rejects.toMatchObject({ code: "CONNECTION" });
    em.create(Tag, { name: "t1" });
    await em.flush();
    expect(await names()).toEqual(["t1"]);
  });

  it("R-TXN-11 of a flush in one round trip stays unknown where no id is asked for", async () => {
    const em = await emBehind("cutCommit", "INSERT INTO", { verifyCommit: false });
    em.create(Tag, { name: "t1" });
    await expect(em.flush()).rejects.toMatchObject(unknown);
    expect([await em.resolveCommit(), await names()]).toEqual(["unknown", ["t1"]]);
  });

  it("R-TXN-11, R-CORE-6 nothing more is written until it is resolved, which takes its id", async () => {
    const em = await emBehind("cutReply", "INSERT INTO");
    em.create(Tag, { name: "t1" });
    const error: unknown = await em.flush().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(unknown);
    expect("transactionId" in (error as object)).toBe(false);
    await expect(em.flush()).rejects.toBe(error);
    await expect(em.transaction(() => 1)).rejects.toBe(error);
    expect([await em.resolveCommit(), await names()]).toEqual(["unknown", ["t1"]]);
    await expect(em.flush()).rejects.toBe(error);
    em.clear({ discardChanges: true });
    expect((await em.find(Tag, {})).map(({ name }) => name)).toEqual(["t1"]);
    await expect(em.resolveCommit()).rejects.toMatchObject({ code: "TXN_OPTION" });
  });

  it("R-TXN-11 with verifyCommit the flush asks by itself", async () => {
    const em = await emBehind("cutReply", "COMMIT", { verifyCommit: true });
    const tag = em.create(Tag, { name: "t1" });
    expect(await em.flush()).toEqual([tag]);
    expect([tag.isNewEntity, await names()]).toEqual([false, ["t1"]]);
  });
});
