// Relations that follow a read, run after run, come along with it: what is sent, that answers are those of separate loads, and when it is left.
import {
  type FindQuery,
  isLoaded,
  LearnedLookAhead,
  type LookAheadOptions,
  Plugin,
} from "kingpost";
import { PostgresDriver, RecordingDriver } from "kingpost/pg";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Author } from "../schema/entities/Author.ts";
import { Bird } from "../schema/entities/Bird.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain, EntityManager } from "../schema/entities/codegen/domain.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Kennel } from "../schema/entities/Kennel.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Review } from "../schema/entities/Review.ts";
import { Shelf } from "../schema/entities/Shelf.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Trick } from "../schema/entities/Trick.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { withoutPipelines } from "../withoutPipelines.ts";

const database = useTestDatabase();
const ids = ["a:1", "a:2", "a:3", "a:4"];

/** Two publishers, four authors with two books each, two reviews and a tag for each book. */
async function givenTrees(): Promise<void> {
  const em = database.newEm();
  const publishers = ["p1", "p2"].map((name) => em.create(Publisher, { name }));
  const tag = em.create(Tag, { name: "sea" });
  for (const n of [1, 2, 3, 4]) {
    const author = em.create(Author, { firstName: `a${n}`, publisher: publishers[n % 2]! });
    for (const m of [1, 2]) {
      const book = em.create(Book, { title: `b${n}.${m}`, author });
      book.tags.add(tag);
      for (const rating of [m, n]) em.create(Review, { book, rating });
    }
  }
  await em.flush();
}

/** What resolvers do: each relation where its owner is met. */
async function resolve(em: EntityManager): Promise<unknown> {
  const authors = await em.loadAll(Author, ids);
  return await Promise.all(authors.map(resolveAuthor));
}

async function resolveAuthor(author: Author): Promise<unknown> {
  const books = await author.books.load();
  const resolved = await Promise.all(
    books.map(async (book) => [
      book.title,
      (await book.reviews.load()).map(({ rating }) => rating),
    ]),
  );
  return [author.firstName, resolved, (await author.publisher.load())?.name];
}

/** Runs are never over by the clock, however busy the machine is. */
function newLookAhead(options: LookAheadOptions = {}): LearnedLookAhead {
  return new LearnedLookAhead({ maxAge: 600_000, ...options });
}

function emOf(lookAhead: LearnedLookAhead): EntityManager {
  return new EntityManager({}, { driver: database.driver, lookAhead });
}

/** What three runs of some work have taught. */
async function learned(
  work: (em: EntityManager) => Promise<unknown>,
  options?: LookAheadOptions,
): Promise<LearnedLookAhead> {
  const lookAhead = newLookAhead(options);
  for (let run = 0; run < 3; run++) await work(emOf(lookAhead));
  return lookAhead;
}

/** What was sent, in order: what for, and from where on what is selected. */
function sent(): string[] {
  return database.driver.statements.map(
    ({ operation, text, values }) =>
      `${operation}: ${text.replace(/SELECT .*? FROM/, "SELECT … FROM")} ${JSON.stringify(values)}`,
  );
}

async function operations(work: () => Promise<unknown>): Promise<string[]> {
  return (await database.recorded(work)).map(({ operation }) => operation);
}

async function loadBooks(em: EntityManager): Promise<unknown> {
  const authors = await em.loadAll(Author, ids);
  return await Promise.all(authors.map((author) => author.books.load()));
}

describe("what is learned", () => {
  it("R-LOOK-1 sends what followed three runs in a row with the read that it follows", async () => {
    await givenTrees();
    const lookAhead = newLookAhead();
    const trips: number[] = [];
    const answers: unknown[] = [];
    for (let run = 0; run < 4; run++)
      trips.push(
        await database.roundTrips(async () => answers.push(await resolve(emOf(lookAhead)))),
      );
    expect(trips).toEqual([4, 4, 4, 1]);
    expect(sent()).toMatchInlineSnapshot(`
      [
        "load Author: SELECT … FROM "public"."authors" AS t WHERE t."id" = ANY($1::integer[]) ["{\\"1\\",\\"2\\",\\"3\\",\\"4\\"}"]",
        "ahead: load Author.books: SELECT … FROM "public"."books" AS t WHERE t."author_id" = ANY($1::integer[]) ["{\\"1\\",\\"2\\",\\"3\\",\\"4\\"}"]",
        "ahead: load Book.reviews: SELECT … FROM "public"."reviews" AS t WHERE t."book_id" = ANY(ARRAY(SELECT t."id" FROM "public"."books" AS t WHERE t."author_id" = ANY($1::integer[]))) ["{\\"1\\",\\"2\\",\\"3\\",\\"4\\"}"]",
        "ahead: load Publisher: SELECT … FROM "public"."publishers" AS t WHERE t."id" = ANY(ARRAY(SELECT t."publisher_id" FROM "public"."authors" AS t WHERE t."id" = ANY($1::integer[]))) ["{\\"1\\",\\"2\\",\\"3\\",\\"4\\"}"]",
      ]
    `);
    expect(answers[3]).toEqual(answers[0]);
    expect(lookAhead.describe(domain)).toEqual(["load Author: books.reviews,publisher"]);
  });

  it("R-LOOK-1 goes on from a find, by the shape of its statement", async () => {
    await givenTrees();
    const find = async (em: EntityManager, firstName: string): Promise<unknown> => {
      const authors = await em.find(Author, { firstName: { gte: firstName } });
      const books = await Promise.all(authors.map((author) => author.books.load()));
      return books.map((list) => list.map(({ title }) => title));
    };
    const lookAhead = await learned((em) => find(em, "a2"));
    let titles: unknown;
    const trips = await database.roundTrips(async () => {
      titles = await find(emOf(lookAhead), "a3");
    });
    expect(trips).toBe(1);
    expect(sent()).toMatchInlineSnapshot(`
      [
        "find Author: WITH found(key) AS MATERIALIZED (SELECT … FROM "public"."authors" AS a WHERE a."first_name" >= $1::text ORDER BY a."id" ASC) SELECT found.* FROM found WHERE (SELECT set_config('kingpost.found', ARRAY(SELECT found.key FROM found)::text, true)) IS NOT NULL ["a3"]",
        "ahead: load Author.books: SELECT … FROM "public"."books" AS t WHERE t."author_id" = ANY((SELECT current_setting('kingpost.found')::integer[])::integer[]) []",
      ]
    `);
    expect(titles).toEqual([
      ["b3.1", "b3.2"],
      ["b4.1", "b4.2"],
    ]);
  });

  it("R-LOOK-1 goes on from a relation that itself follows nothing", async () => {
    await givenTrees();
    const some = async (em: EntityManager): Promise<unknown> => {
      const [first] = await em.loadAll(Author, ids);
      const books = await first!.books.load();
      return await Promise.all(books.map((book) => book.reviews.load()));
    };
    const lookAhead = await learned(some);
    expect(await operations(() => some(emOf(lookAhead)))).toEqual([
      "load Author",
      "load Author.books",
      "ahead: load Book.reviews",
    ]);
  });

  it("R-LOOK-1 follows references, many-to-manys and one-to-ones", async () => {
    await givenTrees();
    const walk = async (em: EntityManager): Promise<unknown> => {
      const books = await em.find(Book, {});
      return await Promise.all(
        books.map(async (book) => [
          (await book.author.load()).firstName,
          (await book.tags.load()).map(({ name }) => name),
        ]),
      );
    };
    const lookAhead = await learned(walk);
    const expected = await walk(database.newEm());
    let answer: unknown;
    expect(
      await operations(async () => {
        answer = await walk(emOf(lookAhead));
      }),
    ).toEqual(["find Book", "ahead: load Author", "ahead: load Book.tags"]);
    expect(answer).toEqual(expected);
  });

  it("R-LOOK-1 of several types follows what only some of them have", async () => {
    const given = database.newEm();
    const home = given.create(Kennel, { street: "Ash" });
    const tricks = ["sit", "roll"].map((name) => given.create(Trick, { name }));
    given.create(Dog, { name: "Rex", breed: "Pug", home, tricks });
    given.create(Dog, { name: "Ace", breed: "Pug", home });
    given.create(Bird, { name: "Kea", nickname: "K", home });
    await given.flush();
    const walk = async (em: EntityManager): Promise<unknown> => {
      const animals = await em.find(Animal, {});
      return await Promise.all(
        animals.map(async (animal) => [
          animal.name,
          (await animal.home.load())?.street,
          animal instanceof Dog ? (await animal.tricks.load()).map(({ name }) => name) : [],
        ]),
      );
    };
    const lookAhead = await learned(walk);
    let answer: unknown;
    expect(
      (
        await operations(async () => {
          answer = await walk(emOf(lookAhead));
        })
      ).toSorted(),
    ).toEqual(["ahead: load Dog.tricks", "ahead: load Home", "find Animal"]);
    expect(answer).toEqual([
      ["Rex", "Ash", ["sit", "roll"]],
      ["Ace", "Ash", []],
      ["Kea", "Ash", []],
    ]);
  });

  it("R-LOOK-1 follows loads that are made one after the other, and answers them so", async () => {
    await givenTrees();
    const walk = async (em: EntityManager): Promise<unknown> => {
      const walked: unknown[] = [];
      for (const author of await em.find(Author, {}))
        for (const book of await author.books.load())
          walked.push([book.title, (await book.reviews.load()).map(({ rating }) => rating)]);
      return walked;
    };
    const expected = await walk(database.newEm());
    const lookAhead = newLookAhead();
    const trips: number[] = [];
    let answer: unknown;
    for (let run = 0; run < 5; run++)
      trips.push(
        await database.roundTrips(async () => {
          answer = await walk(emOf(lookAhead));
        }),
      );
    expect(trips).toMatchInlineSnapshot(`
      [
        11,
        5,
        5,
        1,
        1,
      ]
    `);
    expect(answer).toEqual(expected);
  });

  it("R-LOOK-1 learns nothing from what was loaded of some of them", async () => {
    await givenTrees();
    const most = async (em: EntityManager): Promise<unknown> => {
      const authors = await em.loadAll(Author, ids);
      return await Promise.all(authors.slice(1).map((author) => author.books.load()));
    };
    const lookAhead = await learned(most);
    expect(await operations(() => most(emOf(lookAhead)))).toEqual([
      "load Author",
      "load Author.books",
    ]);
    expect(lookAhead.counts).toEqual({ sent: 0, used: 0, wasted: 0 });
  });

  it("R-LOOK-1 one entity is another shape than several", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    expect(await operations(() => emOf(lookAhead).load(Author, "a:1"))).toEqual(["load Author"]);
  });
});

describe("what came ahead", () => {
  it("R-LOOK-2 is not loaded before it is asked for, nor are there entities of it", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    const em = emOf(lookAhead);
    const heard: string[] = [];
    em.on(Book, "loaded", ({ entity }) => void heard.push(entity.toString()));
    const [first] = await em.loadAll(Author, ids);
    expect([first!.books.isLoaded, isLoaded(first!, "books"), em.numberOfEntities, heard]).toEqual([
      false,
      false,
      4,
      [],
    ]);
    expect(await database.statements(() => first!.books.load())).toEqual([]);
    expect([em.entities.map(String), heard]).toEqual([
      ["Author:1", "Author:2", "Author:3", "Author:4", "Book:1", "Book:2"],
      ["Book:1", "Book:2"],
    ]);
  });

  it("R-LOOK-2 is given a part at a time, each part once", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    const em = emOf(lookAhead);
    const authors = await em.loadAll(Author, ids);
    const titles: string[][] = [];
    expect(
      await operations(async () => {
        for (const author of authors.toReversed())
          titles.push((await author.books.load()).map(({ title }) => title));
        em.evict(authors);
        await (await em.load(Author, "a:1")).books.load();
      }),
    ).toEqual(["load Author", "load Author.books"]);
    expect(titles).toEqual([
      ["b4.1", "b4.2"],
      ["b3.1", "b3.2"],
      ["b2.1", "b2.2"],
      ["b1.1", "b1.2"],
    ]);
    expect(em.lookAheadCounts).toEqual({ sent: 1, used: 1, wasted: 0 });
  });

  it("R-LOOK-2 is merged with what was changed meanwhile, as what is loaded", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    const changed = async (em: EntityManager): Promise<string[][]> => {
      const authors = await em.loadAll(Author, ids);
      const [moved, gone] = await em.loadAll(Book, ["b:1", "b:2"]);
      moved!.author.set(authors[1]!);
      em.delete(gone!);
      em.create(Book, { title: "new", author: authors[0]! });
      const books = await Promise.all(authors.map((author) => author.books.load()));
      return books.map((list) => list.map(({ title }) => title));
    };
    const expected = await changed(database.newEm());
    let titles: string[][] = [];
    expect(
      await operations(async () => {
        titles = await changed(emOf(lookAhead));
      }),
    ).toEqual(["load Author", "ahead: load Author.books", "load Book"]);
    expect(titles).toEqual(expected);
    expect(titles.slice(0, 2)).toEqual([["new"], ["b1.1", "b2.1", "b2.2"]]);
  });

  it("R-LOOK-2 hides what is softly deleted and keeps the order of its collection", async () => {
    const given = database.newEm();
    const shelf = given.create(Shelf, { room: "r", position: 1 });
    for (const name of ["Ann", "Bob", "Cyd"])
      given.create(Reader, {
        name,
        email: `${name}@x.org`,
        shelf,
        deletedAt: name === "Bob" ? new Date(0) : undefined,
      });
    await given.flush();
    const names = async (em: EntityManager): Promise<string[][]> => {
      const [found] = await em.find(Shelf, {});
      const readers = [
        await found!.readers.load(),
        await found!.readers.load({ withDeleted: true }),
      ];
      return readers.map((list) => list.map(({ name }) => name));
    };
    const lookAhead = await learned(names);
    let answer: unknown;
    expect(
      await operations(async () => {
        answer = await names(emOf(lookAhead));
      }),
    ).toEqual(["find Shelf", "ahead: load Shelf.readers"]);
    expect(answer).toEqual([
      ["Cyd", "Ann"],
      ["Cyd", "Bob", "Ann"],
    ]);
  });

  it("R-LOOK-2 with more asked than came, all of it is asked of the database", async () => {
    await givenTrees();
    const lookAhead = await learned(async (em) => {
      const authors = await em.loadAll(Author, ["a:1", "a:2"]);
      await Promise.all(authors.map((author) => author.books.load()));
    });
    const em = emOf(lookAhead);
    const two = await em.loadAll(Author, ["a:1", "a:2"]);
    const others = await em.find(Author, { firstName: { in: ["a3", "a4"] } });
    const statements = await database.recorded(() =>
      Promise.all([...two, ...others].map((author) => author.books.load())),
    );
    expect(statements.map(({ operation, values }) => [operation, values])).toEqual([
      ["load Author.books", ['{"1","2","3","4"}']],
    ]);
  });
});

describe("what may have changed", () => {
  const changes: Record<string, (em: EntityManager, author: Author) => Promise<unknown>> = {
    "a flush": async (em) => {
      em.create(Tag, { name: "new" });
      await em.flush();
    },
    "em.sql": (em) => em.sql`UPDATE books SET title = title`,
    "a bulk operation": (em) => em.updateAll(Tag, { name: "sea" }, { name: "x" }),
    "a refresh": (em, author) => em.refresh(author),
    "a transaction": (em) => em.transaction(async () => undefined),
    "a forced load": (_, author) => author.publisher.load({ forceReload: true }),
    "a forced populate": (em, author) =>
      em.populate(author, { hint: "publisher", forceReload: true }),
    "an eviction": async (em) => em.evict(await em.load(Publisher, "p:1")),
    "writes elsewhere": async (em) => em.afterWrites("0/0"),
    "another mode": async (em) => {
      em.mode = "read-only";
    },
  };
  for (const [name, change] of Object.entries(changes))
    it(`R-LOOK-3 after ${name} the database is asked`, async () => {
      await givenTrees();
      const lookAhead = await learned(loadBooks);
      const em = emOf(lookAhead);
      const [first] = await em.loadAll(Author, ids);
      await database.query("UPDATE books SET title = 'changed' WHERE id = 1");
      await change(em, first!);
      let titles: string[] = [];
      expect(
        await operations(async () => {
          titles = (await first!.books.load()).map(({ title }) => title);
        }),
      ).toEqual(["load Author.books"]);
      expect(titles).toEqual(["changed", "b1.2"]);
    });

  it("R-LOOK-3 what was on its way when the em wrote is not given either", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    const em = emOf(lookAhead);
    const [[first]] = await Promise.all([
      em.loadAll(Author, ids),
      em.sql`UPDATE books SET title = 'changed' WHERE id = 1`,
    ]);
    expect((await first!.books.load()).map(({ title }) => title)).toEqual(["changed", "b1.2"]);
  });

  it("R-LOOK-3 in time it is not given any more", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks, { maxAge: 0 });
    expect(await operations(() => loadBooks(emOf(lookAhead)))).toEqual([
      "load Author",
      "ahead: load Author.books",
      "load Author.books",
    ]);
  });
});

describe("where it does not look ahead", () => {
  it("R-LOOK-4 in a transaction, with locks or without", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    const em = emOf(lookAhead);
    expect(
      await operations(() =>
        em.transaction(async () => {
          await em.find(Author, {}, { lock: { mode: "forUpdate" } });
          await loadBooks(em);
        }),
      ),
    ).toEqual(["find Author", "load Author.books"]);
    const other = emOf(lookAhead);
    expect(await operations(() => other.transaction(() => loadBooks(other)))).toEqual([
      "load Author",
      "load Author.books",
    ]);
  });

  it("R-LOOK-4 where plugins are asked about reads", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    class OnlyFirst extends Plugin {
      override beforeFind(meta: { readonly type: string }, _: unknown, query: FindQuery): void {
        if (meta.type === "Book") query.where({ title: { like: "%.1" } });
      }
    }
    const em = new EntityManager(
      {},
      { driver: database.driver, lookAhead, plugins: [new OnlyFirst()] },
    );
    let books: unknown;
    expect(
      await operations(async () => {
        books = await loadBooks(em);
      }),
    ).toEqual(["load Author", "load Author.books"]);
    expect(String(books)).toBe("Book:1,Book:3,Book:5,Book:7");
  });

  it("R-LOOK-4 on a driver that cannot pipeline", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    const em = new EntityManager({}, { driver: withoutPipelines(database.driver), lookAhead });
    expect(await operations(() => loadBooks(em))).toEqual(["load Author", "load Author.books"]);
  });

  it("R-LOOK-4 nor for what something else in the tick asks for", async () => {
    await givenTrees();
    const lookAhead = await learned(resolve);
    const em = emOf(lookAhead);
    expect(
      await operations(async () => {
        const [authors] = await Promise.all([
          em.loadAll(Author, ids),
          em.loadAll(Publisher, ["p:1", "p:2"]),
        ]);
        return await Promise.all(authors.map(resolveAuthor));
      }),
    ).toEqual([
      "load Author",
      "ahead: load Author.books",
      "ahead: load Book.reviews",
      "load Publisher",
    ]);
  });

  it("R-LOOK-4 an em that only reads does", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    const em = new EntityManager({}, { driver: database.driver, lookAhead, mode: "read-only" });
    expect(await operations(() => loadBooks(em))).toEqual([
      "load Author",
      "ahead: load Author.books",
    ]);
  });
});

describe("what is in vain", () => {
  const authorsOnly = async (em: EntityManager): Promise<void> => {
    await em.loadAll(Author, ids);
    em.close();
  };

  it("R-LOOK-5 is left after three runs, and learned again by twice as many", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    const trips = async (work: (em: EntityManager) => Promise<unknown>): Promise<string[]> =>
      operations(() => work(emOf(lookAhead)));
    for (let run = 0; run < 3; run++)
      expect(await trips(authorsOnly)).toEqual(["load Author", "ahead: load Author.books"]);
    expect(await trips(authorsOnly)).toEqual(["load Author"]);
    expect(lookAhead.counts).toEqual({ sent: 3, used: 0, wasted: 3 });
    for (let run = 0; run < 6; run++)
      expect(await trips(loadBooks)).toEqual(["load Author", "load Author.books"]);
    expect(await trips(loadBooks)).toEqual(["load Author", "ahead: load Author.books"]);
    expect(lookAhead.counts).toEqual({ sent: 4, used: 1, wasted: 3 });
  });

  it("R-LOOK-5 now and then changes nothing", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    for (let round = 0; round < 4; round++) {
      await authorsOnly(emOf(lookAhead));
      for (let run = 0; run < 4; run++) await loadBooks(emOf(lookAhead));
    }
    expect(lookAhead.counts).toEqual({ sent: 20, used: 16, wasted: 4 });
  });

  it("R-LOOK-5 is counted by em, and shown by the operations of its statements", async () => {
    await givenTrees();
    const lookAhead = await learned(resolve);
    const em = emOf(lookAhead);
    const authors = await em.loadAll(Author, ids);
    expect(em.lookAheadCounts).toEqual({ sent: 3, used: 0, wasted: 3 });
    await Promise.all(authors.map((author) => author.books.load()));
    expect([em.lookAheadCounts, em.batchStats]).toEqual([
      { sent: 3, used: 1, wasted: 2 },
      {
        "load Author": { requests: 4, dispatches: 1, statements: 1 },
        "ahead: load Author.books": { requests: 1, dispatches: 1, statements: 1 },
        "ahead: load Book.reviews": { requests: 1, dispatches: 1, statements: 1 },
        "ahead: load Publisher": { requests: 1, dispatches: 1, statements: 1 },
        "load Author.books": { requests: 4, dispatches: 0, statements: 0 },
      },
    ]);
  });
});

describe("bounds", () => {
  it("R-LOOK-6 what has more rows than it may is neither kept nor sent again", async () => {
    await givenTrees();
    const lookAhead = await learned(resolve, { maxRows: 10 });
    const run = (): Promise<string[]> => operations(() => resolve(emOf(lookAhead)));
    // Eight books come ahead, of sixteen reviews no more than eleven: those are asked for.
    expect(await run()).toEqual([
      "load Author",
      "ahead: load Author.books",
      "ahead: load Book.reviews",
      "ahead: load Publisher",
      "load Book.reviews",
    ]);
    expect(database.driver.statements.map(({ maxRows }) => maxRows)).toEqual([
      undefined,
      11,
      11,
      11,
      undefined,
    ]);
    expect(await run()).toEqual([
      "load Author",
      "ahead: load Author.books",
      "ahead: load Publisher",
      "load Book.reviews",
    ]);
  });

  it("R-LOOK-6 more keys than rows that may come are not gone on from", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks, { maxRows: 3 });
    expect(await operations(() => loadBooks(emOf(lookAhead)))).toEqual([
      "load Author",
      "load Author.books",
    ]);
  });

  it("R-LOOK-6 an error of what nobody asked for is nobody's", async () => {
    await givenTrees();
    const lookAhead = await learned(loadBooks);
    await database.query("ALTER TABLE books RENAME TO hidden_books");
    try {
      const em = emOf(lookAhead);
      const run = (): Promise<string[]> => operations(() => em.loadAll(Author, ids));
      expect(await run()).toEqual(["load Author", "ahead: load Author.books", "load Author"]);
      expect(em.numberOfEntities).toBe(4);
      expect(await operations(() => emOf(lookAhead).loadAll(Author, ids))).toEqual(["load Author"]);
    } finally {
      await database.query("ALTER TABLE hidden_books RENAME TO books");
    }
  });
});

describe("whose habits they are", () => {
  it("R-LOOK-7 ems learn together that are given the same value, by their driver or themselves", async () => {
    await givenTrees();
    const lookAhead = newLookAhead();
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    try {
      const recording = new RecordingDriver(new PostgresDriver(pool, { lookAhead }));
      const sentBy = async (em: EntityManager): Promise<string[]> => {
        recording.clear();
        await loadBooks(em);
        return recording.statements.map(({ operation }) => operation);
      };
      for (let run = 0; run < 3; run++) await loadBooks(new EntityManager({}, recording));
      const em = new EntityManager({}, recording);
      const ahead = ["load Author", "ahead: load Author.books"];
      const alone = ["load Author", "load Author.books"];
      expect([
        await sentBy(em),
        await sentBy(new EntityManager({}, { em })),
        await sentBy(new EntityManager({}, { driver: recording, lookAhead: false })),
        await sentBy(new EntityManager({}, { driver: recording, lookAhead: newLookAhead() })),
      ]).toEqual([ahead, ahead, alone, alone]);
    } finally {
      await pool.end();
    }
  });

  it("R-LOOK-7 units of work that run at the same time do not disturb each other", async () => {
    await givenTrees();
    const lookAhead = newLookAhead();
    const both = (): Promise<unknown> =>
      Promise.all([
        resolve(emOf(lookAhead)),
        emOf(lookAhead)
          .find(Book, { title: { like: "b1%" } })
          .then((books) => Promise.all(books.map((book) => book.reviews.load()))),
      ]);
    const expected = String(await both());
    for (let run = 0; run < 2; run++) await both();
    let answer: unknown;
    expect(
      (
        await operations(async () => {
          answer = await both();
        })
      ).toSorted(),
    ).toEqual([
      "ahead: load Author.books",
      "ahead: load Book.reviews",
      "ahead: load Book.reviews",
      "ahead: load Publisher",
      "find Book",
      "load Author",
    ]);
    expect(String(answer)).toBe(expected);
  });

  it("R-LOOK-7 those who use one shape in different ways send nothing in vain for long", async () => {
    await givenTrees();
    const lookAhead = newLookAhead();
    for (let run = 0; run < 60; run++) {
      const em = emOf(lookAhead);
      await (run % 2 === 0 ? loadBooks(em) : em.loadAll(Author, ids));
      em.close();
    }
    expect(lookAhead.counts).toEqual({ sent: 0, used: 0, wasted: 0 });
  });

  it("R-LOOK-8, R-EM-1/lookAheadCounts without it nothing is sent that nobody asked for, however often", async () => {
    await givenTrees();
    for (let run = 0; run < 5; run++)
      expect(await database.roundTrips(() => resolve(database.newEm()))).toBe(4);
    expect(database.newEm().lookAheadCounts).toEqual({ sent: 0, used: 0, wasted: 0 });
  });
});
