import { setTimeout } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

let rule: ((author: Author) => string | undefined | Promise<string | undefined>) | undefined;
authorConfig.addRule((author) => rule?.(author));

beforeEach(() => {
  rule = undefined;
});

/** Tags cannot be read while it runs, nor before what waits for the lock was stopped. */
async function whileLocked<R>(work: () => Promise<R>): Promise<R> {
  const connection = await database.driver.connect();
  const lock = { text: "LOCK TABLE tags", values: [], operation: "lock" };
  await connection.begin();
  await connection.execute([lock]);
  try {
    return await work();
  } finally {
    await connection.rollback();
    connection.release();
  }
}

const runningFinds = async (): Promise<number> =>
  (
    await database.query(
      "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND wait_event_type = 'Lock'",
    )
  ).length;

describe("errors of finds", () => {
  it("R-EM-12 a find that fails says where it was called, each with its own place", async () => {
    await database.query("ALTER TABLE tags RENAME TO hidden");
    try {
      const em = database.newEm();
      const here = (): Promise<unknown> => em.find(Tag, { name: "a" });
      const there = (): Promise<unknown> => em.findCount(Tag, { name: "b" });
      const alsoHere = (): Promise<unknown> => em.find(Tag, { name: "c" });
      const results = await Promise.allSettled([here(), there(), alsoHere()]);
      const errors = results.map((result) => (result as PromiseRejectedResult).reason as Error);
      expect(errors.map(({ message }) => message)).toEqual(
        Array.from({ length: 3 }, () => 'relation "public.tags" does not exist'),
      );
      const places = errors.map(
        ({ stack }) => /--- called ---\n\s+at (\w+) .*$/m.exec(stack!)?.[1],
      );
      expect(places).toEqual(["here", "there", "alsoHere"]);
      expect(new Set(errors).size).toBe(3);
      expect(errors.every((error) => "code" in error && error.code === "DATABASE")).toBe(true);
    } finally {
      await database.query("ALTER TABLE hidden RENAME TO tags");
    }
  });

  it("R-FIND-9 a signal ends the wait, and the server stops what nobody waits for", async () => {
    const em = database.newEm();
    const [error, left] = await whileLocked(async () => {
      const controller = new AbortController();
      const found = em
        .find(Tag, {}, { signal: controller.signal })
        .catch((thrown: unknown) => thrown);
      while ((await runningFinds()) === 0) await setTimeout(5);
      controller.abort(new Error("gone"));
      const rejected = await found;
      while ((await runningFinds()) > 0) await setTimeout(10);
      return [rejected, await runningFinds()] as const;
    });
    expect(error).toMatchObject({
      name: "AbortError",
      code: "ABORTED",
      message: "find Tag was aborted",
      cause: { message: "gone" },
    });
    expect(left).toBe(0);
    expect(await em.find(Tag, {})).toEqual([]);
  });

  it("R-FIND-9, R-PRE-1 a find with a signal is one round trip with its hint, and the server stops it as a whole", async () => {
    const em = database.newEm();
    const { signal } = new AbortController();
    const trips = await database.roundTrips(() =>
      em.find(Tag, {}, { signal, populate: { books: "reviews" } }),
    );
    expect([trips, database.driver.statements.length]).toEqual([1, 3]);
    const [error, left] = await whileLocked(async () => {
      const controller = new AbortController();
      const found = em
        .find(Tag, { name: "a" }, { signal: controller.signal, populate: { books: "reviews" } })
        .catch((thrown: unknown) => thrown);
      while ((await runningFinds()) === 0) await setTimeout(5);
      controller.abort(new Error("gone"));
      const rejected = await found;
      while ((await runningFinds()) > 0) await setTimeout(10);
      return [rejected, await runningFinds()] as const;
    });
    expect(error).toMatchObject({ code: "ABORTED", cause: { message: "gone" } });
    expect(left).toBe(0);
    expect(await em.find(Tag, { name: "a" }, { populate: "books" })).toEqual([]);
  });

  it("R-FIND-9 a statement that somebody else waits for is not stopped", async () => {
    const em = database.newEm();
    const controller = new AbortController();
    const results = await whileLocked(async () => {
      const both = Promise.allSettled([
        em.find(Tag, {}, { signal: controller.signal }),
        em.find(Tag, {}),
      ]);
      while ((await runningFinds()) === 0) await setTimeout(5);
      controller.abort();
      await setTimeout(50);
      expect(await runningFinds()).toBe(1);
      return { both };
    });
    expect((await results.both).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  });

  it("R-FIND-9 a find of the same shape does not fail with one that was given up before it was sent", async () => {
    const em = database.newEm();
    const controller = new AbortController();
    const found = em.find(Tag, { name: "a" }, { signal: controller.signal });
    controller.abort();
    const others = [em.find(Tag, { name: "b" }), em.find(Tag, { name: "a" })];
    const settled = await Promise.allSettled([found, ...others]);
    expect(settled.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  });

  it("R-FIND-9 what nobody waits for any more is not sent with what others wait for", async () => {
    const em = database.newEm();
    const controller = new AbortController();
    let outcomes: unknown[] = [];
    const sent = await database.statements(async () => {
      const both = Promise.allSettled([
        em.find(Tag, {}, { signal: controller.signal }),
        em.find(Author, {}),
      ]);
      controller.abort();
      outcomes = await both;
    });
    expect(outcomes).toMatchObject([
      { status: "rejected", reason: { code: "ABORTED", message: "find Tag was aborted" } },
      { status: "fulfilled", value: [] },
    ]);
    expect(sent.map((text) => /FROM (\S+)/.exec(text)![1])).toEqual(['"public"."authors"']);
    expect(await em.find(Tag, {})).toEqual([]);
  });

  it("R-FIND-9 a signal that was aborted before asks nothing", async () => {
    const em = database.newEm();
    const sent = await database.statements(async () => {
      const found = em.find(Tag, {}, { signal: AbortSignal.abort() });
      await expect(found).rejects.toMatchObject({ code: "ABORTED" });
    });
    expect(sent).toEqual([]);
  });
});

describe("finds in rules", () => {
  it("R-FIND-6 a rule that finds is refused, at once and after awaiting", async () => {
    for (const each of [
      (author: Author) => void author.em.find(Tag, {}),
      async (author: Author) =>
        void (await Promise.resolve().then(() => author.em.findCount(Tag, {}))),
    ]) {
      const em = database.newEm();
      em.create(Author, { firstName: "Ann" });
      rule = each as typeof rule;
      await expect(em.flush()).rejects.toMatchObject({ code: "FIND_IN_RULE" });
    }
  });

  it("R-FIND-6 others may find while rules run, and rules may load", async () => {
    const em = database.newEm();
    em.create(Author, { firstName: "Ann" });
    await em.flush();
    const em2 = database.newEm();
    const [author] = await em2.find(Author, {});
    author!.lastName = "x";
    const running = Promise.withResolvers<void>();
    rule = async ({ books }) => {
      running.resolve();
      await setTimeout(20);
      return (await books.load()).length === 0 ? undefined : "has books";
    };
    const flushed = em2.flush();
    await running.promise;
    expect(await em2.findCount(Tag, {})).toBe(0);
    await expect(flushed).resolves.toEqual([author]);
  });
});
