// What is told over WebSocket, to whom, and when it ends.
import { SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openDatabase } from "../src/database.ts";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { Library } from "../src/entities/Library.ts";
import { Reader } from "../src/entities/Reader.ts";
import { Review } from "../src/entities/Review.ts";
import { Shelf } from "../src/entities/Shelf.ts";
import { ShelfBook } from "../src/entities/ShelfBook.ts";
import { newServer } from "../src/server.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";
import { SocketClient, type SocketOptions } from "./SocketClient.ts";

const secret = "a secret of the tests, 32 characters";
const subscription = `subscription ($book: ID!) {
  reviewAdded(bookId: $book) { rating body book { title author { name } } reader { name } }
}`;
const clients: SocketClient[] = [];
let app: TestApp;

beforeAll(async () => {
  app = await newTestApp("subscriptions", { AUTH_SECRET: secret, SOCKET_QUEUE: "3" });
  await app.server.listen({ port: 0, host: "127.0.0.1" });
  const em = app.newEm();
  const author = em.create(Author, { name: "a1" });
  em.create(Book, { title: "b1", author });
  em.create(Book, { title: "b2", author });
  for (const name of ["Ann", "Bob", "Eve"])
    em.create(Reader, { name, email: `${name}@example.org` });
  await em.flush();
});

beforeEach(() => app.database.pool.query("DELETE FROM reviews"));

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  // Whatever a test did: nothing is left of it in the database, and the next one does not take its ear for its own.
  await untilIdle();
  await untilHeard(0);
});

afterAll(() => app.close());

async function open(options?: SocketOptions, server = app.server): Promise<SocketClient> {
  const client = await SocketClient.open(server, options);
  clients.push(client);
  return client;
}

/** A client that is told of what is added to a book from now on. */
async function subscribed(book = "b:1", server = app.server): Promise<SocketClient> {
  const client = await open({}, server);
  client.subscribe("1", subscription, { book });
  await untilHeard(server === app.server ? 1 : 2);
  return client;
}

/** The machine may have other things to do. */
async function until(check: () => unknown): Promise<void> {
  await vi.waitFor(check, { timeout: 20_000 });
}

async function untilIdle(): Promise<void> {
  const { pool } = app.database;
  await until(() => expect(pool.idleCount).toBe(pool.totalCount));
}

/** Waits until so many processes listen. One that is still about it hears nothing yet. */
async function untilHeard(count: number): Promise<void> {
  const idle = Array.from({ length: count }, () => "idle");
  await until(async () => expect((await listeners()).map(({ state }) => state)).toEqual(idle));
}

async function listeners(): Promise<
  ReadonlyArray<{ readonly pid: number; readonly state: string }>
> {
  const { rows } = await app.database.pool.query<{ pid: number; state: string }>(
    "SELECT pid, state FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN \"review_added\"'",
  );
  return rows;
}

function add(book: string, reader: string, rating: number): ReturnType<TestApp["query"]> {
  return app.query(
    `mutation ($input: SaveReviewInput!) { saveReview(input: $input) { review { id } } }`,
    { input: { bookId: book, readerId: reader, rating, body: `${rating} stars` } },
  );
}

function told(title: string, name: string, rating: number): object {
  const book = { title, author: { name: "a1" } };
  const reviewAdded = { rating, body: `${rating} stars`, book, reader: { name } };
  return { type: "next", id: "1", payload: { data: { reviewAdded } } };
}

function newToken(end: Date, key = secret, claims = {}): Promise<string> {
  const token = new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).setSubject("r:1");
  return token.setExpirationTime(end).sign(new TextEncoder().encode(key));
}

const later = (ms: number): Date => new Date(Date.now() + ms);

describe("what is told", () => {
  it("R-APP-9 a review that was added is told to who looks at its book, by one round trip of its own", async () => {
    const client = await subscribed();
    const other = await open();
    other.subscribe("1", subscription, { book: "b:2" });
    await other.said();
    await add("b:1", "r:1", 5);
    expect(await client.next()).toEqual(told("b1", "Ann", 5));
    await add("b:2", "r:2", 4);
    await add("b:1", "r:3", 3);
    expect([await client.next(), await other.next()]).toEqual([
      told("b1", "Eve", 3),
      told("b2", "Bob", 4),
    ]);
    const events = app.logLines.filter(({ msg }) => msg === "event");
    expect(events.map(({ statements, roundTrips }) => [statements, roundTrips])).toEqual([
      [4, 1],
      [4, 1],
      [4, 1],
    ]);
  });

  it("R-APP-9 what people write on the page is told as well", async () => {
    const client = await subscribed();
    await app.server.inject({
      method: "POST",
      url: "/books/b:1/reviews",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: "name=Ann&email=Ann%40example.org&rating=4&body=4+stars",
    });
    expect(await client.next()).toEqual(told("b1", "Ann", 4));
  });

  it("R-APP-9 nothing is told of what was refused or rolled back, was generated, or is gone", async () => {
    const client = await subscribed();
    expect((await add("b:1", "r:1", 9)).body).toMatchObject({ data: null });
    const em = app.newEm();
    const [book, reader] = [await em.load(Book, "b:1"), await em.load(Reader, "r:1")];
    await em
      .transaction(async () => {
        em.create(Review, { book, reader, rating: 1 });
        await em.flush();
        throw new Error("rolled back");
      })
      .catch(() => undefined);
    em.clear({ discardChanges: true });
    const seed = app.newEm();
    const made = { book: "b:1", reader: "r:2", rating: 2, isGenerated: true } as const;
    seed.create(Review, made);
    await seed.flush();
    await app.database.pool.query(
      `SELECT pg_notify('review_added', '{"review":"review:999999","book":"b:1"}')`,
    );
    await add("b:1", "r:3", 3);
    expect(await client.next()).toEqual(told("b1", "Eve", 3));
  });

  it("R-APP-9 what one process commits, those who are connected to another one hear", async () => {
    const database = openDatabase(app.settings);
    const server = await newServer({ settings: app.settings, database });
    await server.listen({ port: 0, host: "127.0.0.1" });
    const here = await subscribed();
    const there = await subscribed("b:1", server);
    await add("b:1", "r:1", 5);
    expect([await here.next(), await there.next()]).toEqual([
      told("b1", "Ann", 5),
      told("b1", "Ann", 5),
    ]);
    await server.close();
    await database.close();
  });

  it("R-APP-9 what was committed while nobody could hear is told once", async () => {
    const client = await subscribed();
    await add("b:1", "r:1", 5);
    expect(await client.next()).toEqual(told("b1", "Ann", 5));
    const [{ pid }] = (await listeners()) as [{ readonly pid: number; readonly state: string }];
    await app.database.pool.query(`SELECT pg_terminate_backend(${pid})`);
    await add("b:1", "r:2", 4);
    expect(await client.next()).toEqual(told("b1", "Bob", 4));
    await untilHeard(1);
    await add("b:1", "r:3", 3);
    expect(await client.next()).toEqual(told("b1", "Eve", 3));
    expect(await client.said()).toEqual([]);
  });

  it("R-APP-9 several subscriptions share a WebSocket, and each ends by itself", async () => {
    const client = await subscribed();
    client.subscribe("2", `subscription { reviewAdded(bookId: "b:1") { rating } }`);
    await add("b:1", "r:1", 5);
    // Nobody says when the second one hears; the first is not told twice.
    const heard = new Map<unknown, number>();
    await until(async () => {
      await app.database.pool.query(
        `SELECT pg_notify('review_added', json_build_object('review', 'review:' || id, 'book', 'b:1')::text) FROM reviews`,
      );
      for (const message of await client.said())
        heard.set(message.id, (heard.get(message.id) ?? 0) + 1);
      expect(heard).toEqual(
        new Map([
          ["1", 1],
          ["2", 1],
        ]),
      );
    });
    client.send({ type: "complete", id: "1" });
    await client.said();
    await add("b:1", "r:2", 4);
    expect(await client.next()).toEqual({
      type: "next",
      id: "2",
      payload: { data: { reviewAdded: { rating: 4 } } },
    });
    client.send({ type: "complete", id: "2" });
    expect(await client.said()).toEqual([]);
    // The last one has taken the channel with it.
    await untilHeard(0);
  });
});

describe("who is told", () => {
  it("R-APP-9 the token comes with the first message, or in a header where there is one", async () => {
    const authorization = `Bearer ${await newToken(later(60_000))}`;
    const clientsOfUser = [
      await open({ params: { authorization } }),
      await open({ headers: { authorization } }),
    ];
    for (const client of clientsOfUser) expect(await client.said()).toEqual([]);
  });

  it.each([
    ["another secret's", () => newToken(later(60_000), `${secret}!`)],
    ["over", () => newToken(later(-1_000))],
    ["nonsense", async () => "nonsense"],
  ])("R-APP-5 a token that is %s is refused, wherever it comes", async (_, make) => {
    const authorization = `Bearer ${await make()}`;
    const client = await open({ params: { authorization } });
    expect(await client.closed).toEqual({ code: 4403, reason: "Forbidden" });
    await expect(open({ headers: { authorization } })).rejects.toThrow(
      '401 {"statusCode":401,"code":"UNAUTHENTICATED","error":"Unauthorized","message":"The token is not valid, or no longer."}',
    );
  });

  it("R-APP-5 what is no token at all is refused, and no guest", async () => {
    for (const authorization of [null, 1, {}, "", "Basic cjE6cjE="]) {
      const client = await open({ params: { authorization } });
      expect(await client.closed).toEqual({ code: 4403, reason: "Forbidden" });
    }
  });

  it.each([
    'subscription { reviewAdded(bookId: "b:1") @skip(if: true) { id } }',
    'subscription { ... on Subscription @include(if: false) { reviewAdded(bookId: "b:1") { id } } }',
    'subscription { ...F } fragment F on Subscription { reviewAdded(bookId: "b:1") @include(if: false) { id } }',
  ])("R-APP-5 what would be left out cannot be subscribed to: %s", async (query) => {
    const client = await open();
    client.subscribe("1", query);
    expect(await client.next()).toMatchObject({
      id: "1",
      type: "error",
      payload: [
        {
          message: "What is subscribed to cannot be left out: @skip and @include stand below it.",
          extensions: { code: "BAD_USER_INPUT" },
        },
      ],
    });
  });

  it("R-APP-9 R-APP-14 of what belongs to libraries each is told what its own has, and a guest nothing", async () => {
    const em = app.newEm();
    for (const name of ["North", "South"]) {
      const library = em.create(Library, { name });
      const shelf = em.create(Shelf, { library, name: `${name} shelf` });
      em.create(ShelfBook, { library, shelf, book: "b:2" });
    }
    await em.flush();
    const query = `subscription { reviewAdded(bookId: "b:2") {
      book { shelfBooks { shelf { name } library { name } } }
    } }`;
    const answers: unknown[] = [];
    for (const claims of [{ library: "l:1" }, { library: "l:2" }, { library: "l:99" }, undefined]) {
      const authorization = claims && `Bearer ${await newToken(later(60_000), secret, claims)}`;
      const client = await open({ params: authorization === undefined ? {} : { authorization } });
      client.subscribe("1", query);
      await untilHeard(1);
      await add("b:2", "r:1", 5);
      answers.push((await client.next())?.payload);
      client.close();
      await untilHeard(0);
      await app.database.pool.query("DELETE FROM reviews");
    }

    const seen = (...names: ReadonlyArray<string>): object => {
      const shelfBooks = names.map((name) => ({
        shelf: { name: `${name} shelf` },
        library: { name },
      }));
      return { data: { reviewAdded: { book: { shelfBooks } } } };
    };
    expect(answers).toEqual([seen("North"), seen("South"), seen(), seen()]);
  });

  it("R-APP-5 a subscription ends with its token", async () => {
    const authorization = `Bearer ${await newToken(later(1_500))}`;
    const client = await open({ params: { authorization } });
    client.subscribe("1", subscription, { book: "b:1" });
    expect(await client.closed).toEqual({ code: 4403, reason: "The token is over" });
  });
});

describe("when it ends", () => {
  /** Has events wait for their readers until `release` is called. */
  async function holdReaders(): Promise<
    { blocked(): Promise<void>; release(): Promise<void> } & AsyncDisposable
  > {
    const holder = await app.database.pool.connect();
    await holder.query("BEGIN; LOCK TABLE readers IN ACCESS EXCLUSIVE MODE");
    let isHeld = true;
    const release = async (): Promise<void> => {
      if (!isHeld) return;
      isHeld = false;
      await holder.query("ROLLBACK");
      holder.release();
    };
    return {
      blocked: () =>
        until(async () => {
          const { rows } = await holder.query(
            "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
          );
          expect(rows).toHaveLength(1);
        }),
      release,
      // A test that fails must not leave the others waiting.
      [Symbol.asyncDispose]: release,
    };
  }

  /** Tells of reviews, whether there are any or not. */
  async function tell(...ids: ReadonlyArray<string>): Promise<void> {
    for (const review of ids)
      await app.database.pool.query("SELECT pg_notify('review_added', $1)", [
        JSON.stringify({ review, book: "b:1" }),
      ]);
  }

  it("R-APP-5 a client that does not keep up is told so and cut off, and what was read for it is cancelled", async () => {
    const client = await subscribed();
    await using hold = await holdReaders();
    await tell("review:1");
    await hold.blocked();
    await tell("review:2", "review:3", "review:4", "review:5");
    expect(await client.closed).toEqual({
      code: 1013,
      reason: "Events come faster than they are taken",
    });
    // The pool has its connections back though the table is still locked.
    await until(() => expect(app.database.pool.idleCount).toBe(app.database.pool.totalCount - 1));
    await hold.release();
  });

  it("R-APP-4 what is read for a client that goes away ends on the server", async () => {
    const client = await subscribed();
    await using hold = await holdReaders();
    await tell("review:1");
    await hold.blocked();
    client.socket.terminate();
    await until(() => expect(app.database.pool.idleCount).toBe(app.database.pool.totalCount - 1));
    await hold.release();
    await untilHeard(0);
  });

  it("R-APP-4 on shutdown the event on its way arrives, then the WebSocket is closed with 1001", async () => {
    const database = openDatabase(app.settings);
    const server = await newServer({ settings: app.settings, database });
    await server.listen({ port: 0, host: "127.0.0.1" });
    const client = await open({}, server);
    client.subscribe("1", subscription, { book: "b:1" });
    await untilHeard(1);
    const em = app.newEm();
    const review = em.create(Review, {
      book: "b:1",
      reader: "r:1",
      rating: 5,
      body: "5 stars",
      isGenerated: true,
    });
    await em.flush();
    await using hold = await holdReaders();
    await tell(review.id);
    await hold.blocked();
    const closing = server.close();
    await hold.release();
    expect([await client.next(), await client.closed]).toEqual([
      told("b1", "Ann", 5),
      { code: 1001, reason: "The server is going away" },
    ]);
    await closing;
    await database.close();
    await untilHeard(0);
  });
});
