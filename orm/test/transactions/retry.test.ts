import { withRetry } from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const fast = { minDelay: 1, maxDelay: 2 };

async function given(): Promise<void> {
  const em = database.newEm();
  em.createMany(Author, [
    { firstName: "a1", age: 0 },
    { firstName: "a2", age: 0 },
  ]);
  await em.flush();
}

/** What it rejects with. */
async function rejection(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    return error;
  }
}

describe("withRetry", () => {
  it("R-RETRY-1 repeats the whole unit of work, with an em of its own each, when transactions conflict", async () => {
    await given();
    const ems = new Set<unknown>();
    let attempts = 0;
    const raise = (): Promise<unknown> =>
      withRetry(
        () => database.newEm(),
        async (em) => {
          attempts++;
          ems.add(em);
          const author = await em.load(Author, "a:1");
          author.age = (author.age ?? 0) + 1;
        },
        { isolation: "serializable", retries: 50, ...fast },
      );
    await Promise.all(Array.from({ length: 8 }, raise));
    expect(await database.query("SELECT age FROM authors WHERE id = 1")).toEqual([{ age: 8 }]);
    expect([attempts > 8, ems.size]).toEqual([true, attempts]);
  });

  it("R-RETRY-1 write skew does not get through serializable transactions", async () => {
    await given();
    const claim = (own: "a:1" | "a:2"): Promise<unknown> =>
      withRetry(
        () => database.newEm(),
        async (em) => {
          const authors = await em.find(Author, {});
          if (authors.every(({ age }) => age === 0)) (await em.load(Author, own)).age = 1;
        },
        { isolation: "serializable", retries: 10, ...fast },
      );
    for (let pair = 0; pair < 10; pair++) {
      await database.query("UPDATE authors SET age = 0, version = version + 1");
      await Promise.all([claim("a:1"), claim("a:2")]);
      expect(await database.query("SELECT sum(age)::int AS claimed FROM authors")).toEqual([
        { claimed: 1 },
      ]);
    }
  });

  it("R-RETRY-1 repeats for stale entities and locks when that is asked for", async () => {
    await given();
    const failures: unknown[] = [];
    let isStale = true;
    const result = await withRetry(
      () => database.newEm(),
      async (em, attempt) => {
        const author = await em.load(Author, "a:1");
        if (isStale) await database.query("UPDATE authors SET version = version + 1");
        isStale = false;
        author.age = 7;
        return attempt;
      },
      {
        on: ["oplock"],
        transaction: false,
        onRetry: (error, attempt) => failures.push([(error as { code?: string }).code, attempt]),
        ...fast,
      },
    );
    expect([result, failures]).toEqual([2, [["OPTIMISTIC_LOCK", 1]]]);
    const holder = database.newEm();
    await holder.transaction(async () => {
      await holder.sql`SELECT 1 FROM authors FOR UPDATE`;
      const work = withRetry(
        () => database.newEm(),
        (em) => em.find(Author, {}, { lock: { mode: "forUpdate", wait: "nowait" } }),
        { on: ["lockTimeout"], retries: 2, ...fast },
      );
      await expect(work).rejects.toMatchObject({ code: "LOCK_NOT_AVAILABLE", attempts: 3 });
    });
  });

  it("R-RETRY-2 nothing else is repeated, and the last error says how often it was tried", async () => {
    await given();
    const attempts: number[] = [];
    const failing = (error: Error, options = {}): Promise<unknown> =>
      rejection(
        withRetry(
          () => database.newEm(),
          (_, attempt) => {
            attempts.push(attempt);
            throw error;
          },
          { ...fast, ...options },
        ),
      );
    const no = new RangeError("no");
    expect([await failing(no), attempts]).toEqual([no, [1]]);
    const always = await withRetry(
      () => database.newEm(),
      (em, attempt) => {
        attempts.push(attempt);
        return em.sql`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$`;
      },
      fast,
    ).catch((thrown: unknown) => thrown);
    expect(always).toMatchObject({ code: "DEADLOCK", attempts: 5 });
    expect(attempts).toEqual([1, 1, 2, 3, 4, 5]);
  });

  it("R-RETRY-2 a signal ends it between two attempts", async () => {
    const controller = new AbortController();
    let attempts = 0;
    const work = withRetry(
      () => database.newEm(),
      (em) => {
        attempts++;
        controller.abort();
        return em.sql`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$`;
      },
      { signal: controller.signal, minDelay: 10_000 },
    );
    await expect(work).rejects.toMatchObject({ code: "ABORTED" });
    expect(attempts).toBe(1);
  });

  it("R-RETRY-3 entities of an attempt that failed cannot be used", async () => {
    await given();
    const kept: Author[] = [];
    await withRetry(
      () => database.newEm(),
      async (em, attempt) => {
        kept.push(await em.load(Author, "a:1"));
        if (attempt === 1)
          await em.sql`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$`;
      },
      fast,
    );
    const [first, second] = kept;
    expect(() => {
      first!.age = 1;
    }).toThrow(expect.objectContaining({ code: "DETACHED" }));
    await expect(first!.em.find(Author, {})).rejects.toMatchObject({ code: "CLOSED" });
    second!.age = 1;
    await second!.em.flush();
  });
});
