// Libraries, the tenants: what each sees, and that no other one's rows can be reached, guessed or changed by any way that a query has.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { Library } from "../src/entities/Library.ts";
import { Loan } from "../src/entities/Loan.ts";
import { Note } from "../src/entities/Note.ts";
import { Reader } from "../src/entities/Reader.ts";
import { Shelf } from "../src/entities/Shelf.ts";
import { ShelfBook } from "../src/entities/ShelfBook.ts";
import { type GraphQLAnswer, newTestApp, type TestApp } from "./newTestApp.ts";
import { newToken, secret } from "./newToken.ts";

let app: TestApp;
let north: string;
let south: string;

/** Both libraries have the same: an odd id is the north's, an even one the south's. */
beforeAll(async () => {
  app = await newTestApp("tenants", { AUTH_SECRET: secret, POOL_SIZE: "1" });
  const em = app.newEm();
  const book = em.create(Book, { title: "b1", author: em.create(Author, { name: "a1" }) });
  const reader = em.create(Reader, { name: "Ann", email: "ann@example.org" });
  const libraries = ["North", "South"].map((name) => em.create(Library, { name }));
  await em.flush();
  const shelves = libraries.map((library) =>
    em.create(Shelf, { library, name: `${library.name} shelf` }),
  );
  const shelfBooks = shelves.map((shelf) =>
    em.create(ShelfBook, { library: shelf.library.id, shelf, book }),
  );
  for (const shelfBook of shelfBooks) {
    const library = shelfBook.library.id;
    em.create(Loan, { library, shelfBook, reader, dueOn: new Date("2026-12-01") });
    em.create(Note, { library, about: shelfBook, text: `of ${library}` });
  }
  await em.flush();
  north = await newToken("r:1", { library: "l:1" });
  south = await newToken("r:1", { library: "l:2" });
});

afterAll(() => app.close());

const ask = (query: string, token?: string): Promise<GraphQLAnswer> => app.query(query, {}, token);

/** What is answered, without where in the query it failed. */
async function outcome(query: string, token?: string): Promise<unknown> {
  const { body } = await ask(query, token);
  const { data, errors } = body as { data: unknown; errors?: ReadonlyArray<Failure> };
  if (errors === undefined) return data;
  return errors.map(({ message, extensions: { code } }) => `${code}: ${message}`);
}

interface Failure {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

/** Everything that belongs to libraries, as the database has it. */
async function rows(): Promise<unknown> {
  const tables = ["libraries", "shelves", "shelf_books", "loans", "notes"];
  const found = await Promise.all(
    tables.map((table) => app.database.pool.query(`SELECT * FROM ${table} ORDER BY id`)),
  );
  return found.map((result) => result.rows as unknown);
}

describe("what a library sees", () => {
  it.each([
    ["north", "North", 1],
    ["south", "South", 2],
  ])("R-APP-14 the %s sees its own rows only, by pages and counts too", async (_, name, id) => {
    const token = id === 1 ? north : south;
    const all = `{
      libraries { nodes { id name } pageInfo { totalCount } }
      shelves(first: 1) { nodes { name library { name } } pageInfo { totalCount hasNextPage hasPreviousPage } }
      shelfBooks(last: 1) { nodes { id shelf { name } loan { id } } pageInfo { totalCount hasNextPage hasPreviousPage } }
      loans { nodes { id } pageInfo { totalCount } }
      notes { nodes { text about { __typename ... on ShelfBook { id } } } pageInfo { totalCount } }
    }`;
    const one = { totalCount: 1 };
    const alone = { ...one, hasNextPage: false, hasPreviousPage: false };

    expect(await outcome(all, token)).toEqual({
      libraries: { nodes: [{ id: `l:${id}`, name }], pageInfo: one },
      shelves: { nodes: [{ name: `${name} shelf`, library: { name } }], pageInfo: alone },
      shelfBooks: {
        nodes: [{ id: `sb:${id}`, shelf: { name: `${name} shelf` }, loan: { id: `loan:${id}` } }],
        pageInfo: alone,
      },
      loans: { nodes: [{ id: `loan:${id}` }], pageInfo: one },
      notes: {
        nodes: [{ text: `of l:${id}`, about: { __typename: "ShelfBook", id: `sb:${id}` } }],
        pageInfo: one,
      },
    });
  });

  it.each([
    ["a guest", undefined],
    ["a reader without a library", {}],
    ["somebody of a library that is no more", { library: "l:99" }],
  ])("R-APP-14 %s sees nothing of libraries, and the books that all share", async (_, claims) => {
    const token = claims && (await newToken("r:1", claims));
    const query = `{
      libraries { nodes { id } } shelves { nodes { id } pageInfo { totalCount } } loans { nodes { id } }
      books { nodes { title shelfBooks { id } } } readers { nodes { name loans { id } } }
    }`;

    expect(await outcome(query, token)).toEqual({
      libraries: { nodes: [] },
      shelves: { nodes: [], pageInfo: { totalCount: 0 } },
      loans: { nodes: [] },
      books: { nodes: [{ title: "b1", shelfBooks: [] }] },
      readers: { nodes: [{ name: "Ann", loans: [] }] },
    });
  });
});

describe("the rows of another library", () => {
  it.each([
    ["by id", `{ shelf(id: "shelf:2") { name } }`, ["NOT_FOUND: shelf:2 was not found"]],
    ["the library by id", `{ library(id: "l:2") { name } }`, ["NOT_FOUND: l:2 was not found"]],
    [
      "by a filter on ids",
      `{ shelves(filter: { id: ["shelf:1", "shelf:2"] }) { nodes { id } pageInfo { totalCount } } }`,
      { shelves: { nodes: [{ id: "shelf:1" }], pageInfo: { totalCount: 1 } } },
    ],
    [
      "by a filter on the library",
      `{ loans(filter: { libraryId: ["l:2"] }) { nodes { id } pageInfo { totalCount } } }`,
      { loans: { nodes: [], pageInfo: { totalCount: 0 } } },
    ],
    [
      "by a nested filter",
      `{ books(filter: { shelfBooks: { shelf: { id: ["shelf:2"] } } }) { nodes { title } pageInfo { totalCount } } }`,
      { books: { nodes: [], pageInfo: { totalCount: 0 } } },
    ],
    [
      "by a path through what all share",
      `{ readers { nodes { loans { id shelfBook { shelf { name library { name } } } } } } }`,
      {
        readers: {
          nodes: [
            {
              loans: [
                {
                  id: "loan:1",
                  shelfBook: { shelf: { name: "North shelf", library: { name: "North" } } },
                },
              ],
            },
          ],
        },
      },
    ],
  ])("R-APP-14 are not there %s", async (_, query, expected) => {
    expect(await outcome(query, north)).toEqual(expected);
  });

  it("R-APP-14 cannot be changed, deleted or pointed to: as if they did not exist", async () => {
    const before = await rows();
    const answers: unknown[] = [];
    // Of the south, then of nobody: the answers do not tell the one from the other.
    for (const id of [2, 99])
      answers.push(
        await Promise.all(
          [
            `mutation { saveShelf(input: { id: "shelf:${id}", name: "mine" }) { shelf { id } } }`,
            `mutation { saveShelf(input: { name: "s", parentId: "shelf:${id}" }) { shelf { id } } }`,
            `mutation { saveShelfBook(input: { shelfId: "shelf:${id}", bookId: "b:1" }) { shelfBook { id } } }`,
            `mutation { saveShelfBook(input: { id: "sb:1", shelfId: "shelf:${id}" }) { shelfBook { id } } }`,
            `mutation { saveNote(input: { aboutId: "sb:${id}", text: "n" }) { note { id } } }`,
            `mutation { saveLoan(input: { shelfBookId: "sb:${id}", readerId: "r:1", dueOn: "2027-01-01" }) { loan { id } } }`,
            `mutation { deleteShelf(id: "shelf:${id}") { shelf { id } } }`,
            `mutation { deleteLoan(id: "loan:${id}") { loan { id } } }`,
          ].map((mutation) => outcome(mutation, north)),
        ),
      );

    expect(
      JSON.parse(JSON.stringify(answers[0]).replaceAll(/\b(shelf|sb|loan):2\b/g, "$1:99")),
    ).toEqual(answers[1]);
    expect(answers[0]).toMatchInlineSnapshot(`
      [
        [
          "NOT_FOUND: shelf:2 was not found",
        ],
        [
          "NOT_FOUND: shelf:2 was not found",
        ],
        [
          "BAD_USER_INPUT: shelf does not exist or is still in use",
        ],
        [
          "NOT_FOUND: shelf:2 was not found",
        ],
        [
          "BAD_USER_INPUT: about does not exist or is still in use",
        ],
        [
          "NOT_FOUND: sb:2 was not found",
        ],
        [
          "NOT_FOUND: shelf:2 was not found",
        ],
        [
          "NOT_FOUND: loan:2 was not found",
        ],
      ]
    `);
    expect(await rows()).toEqual(before);
  });
});

it("R-APP-14 what is saved belongs to the library of whoever saves it, who may delete it again", async () => {
  const saved = await outcome(
    `mutation { saveShelf(input: { name: "new" }) { shelf { id path library { name } } } }`,
    south,
  );
  const { id } = (saved as { saveShelf: { shelf: { id: string } } }).saveShelf.shelf;
  expect(saved).toEqual({ saveShelf: { shelf: { id, path: "new", library: { name: "South" } } } });
  const remove = `mutation { deleteShelf(id: "${id}") { shelf { name } } }`;
  expect([await outcome(remove, north), await outcome(remove, south)]).toEqual([
    [`NOT_FOUND: ${id} was not found`],
    { deleteShelf: { shelf: { name: "new" } } },
  ]);
  expect(await outcome("{ shelves { nodes { name } } }", south)).toEqual({
    shelves: { nodes: [{ name: "South shelf" }] },
  });
});

it("R-APP-14 a guest who saves is told FORBIDDEN, somebody of no library that there is that it does not exist, and nothing is written", async () => {
  const before = await rows();
  const mutation = `mutation { saveShelf(input: { name: "s" }) { shelf { id } } }`;
  expect([
    await outcome(mutation),
    await outcome(mutation, await newToken("r:1", { library: "l:99" })),
  ]).toEqual([
    ["FORBIDDEN: What was to be written is not yours"],
    ["BAD_USER_INPUT: library does not exist or is still in use"],
  ]);
  expect(await rows()).toEqual(before);
});

it("R-APP-14 many requests of two libraries and of guests at once, on one connection, see their own rows each, and leave nothing behind", async () => {
  const query = "{ shelves { nodes { name } } loans { nodes { id } } }";
  const of = (name: string, id: number): object => ({
    shelves: { nodes: [{ name: `${name} shelf` }] },
    loans: { nodes: [{ id: `loan:${id}` }] },
  });
  const nobodys = { shelves: { nodes: [] }, loans: { nodes: [] } };
  const turns = Array.from({ length: 60 }, (_, turn) => turn % 3);

  const answers: unknown[] = [];
  // As many as a connection has done well before those that wait for it are told that they waited too long.
  for (let at = 0; at < turns.length; at += 6)
    answers.push(
      ...(await Promise.all(
        turns.slice(at, at + 6).map((turn) => outcome(query, [north, south, undefined][turn])),
      )),
    );

  expect(answers).toEqual(turns.map((turn) => [of("North", 1), of("South", 2), nobodys][turn]));
  const { rows: left } = await app.database.pool.query(
    "SELECT current_setting('role') AS role, current_setting('app.library', true) AS library",
  );
  expect(left).toEqual([{ role: "none", library: "" }]);
});

it("R-APP-14 nobody logs in as the role, it passes by no policy, and the policies hold for the owner of the tables", async () => {
  const { rows: role } = await app.database.pool.query(
    "SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'kingpost_app_tenant'",
  );
  const { rows: tables } = await app.database.pool.query(
    `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity ORDER BY 1`,
  );
  expect([role, tables.map(({ relname }) => relname as string)]).toEqual([
    [{ rolcanlogin: false, rolsuper: false, rolbypassrls: false }],
    ["libraries", "loans", "notes", "shelf_books", "shelves"],
  ]);
});
