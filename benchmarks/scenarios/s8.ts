// S8: what a person writes. One small application with eight operations, told as a story, and the lines it takes.
import type { Fixture, NewAuthor, NewBook } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface AuthorPage {
  readonly name: string;
  readonly publisher: string | null;
  /** In any order, as are tags and ratings. */
  readonly books: ReadonlyArray<{
    readonly id: number;
    readonly title: string;
    readonly pages: number;
    readonly tags: ReadonlyArray<string>;
    readonly ratings: ReadonlyArray<number>;
  }>;
}

/** Conditions that are left out do not apply. */
export interface BookSearch {
  readonly publisherName?: string | undefined;
  readonly minPages?: number | undefined;
  readonly limit: number;
}

export interface FoundBook {
  readonly title: string;
  readonly author: string;
}

/** The application, which every contestant has in its `app.ts`. Each operation is a request: a session and a transaction of its own. */
export interface Library {
  /** Resolves to the id of the author. */
  addAuthor(author: NewAuthor, books: ReadonlyArray<NewBook>): Promise<number>;
  /** By title. */
  findBooks(search: BookSearch): Promise<ReadonlyArray<FoundBook>>;
  authorPage(id: number): Promise<AuthorPage | undefined>;
  review(bookId: number, rating: number, body: string): Promise<void>;
  editBook(
    id: number,
    changes: { readonly title?: string; readonly pages?: number },
  ): Promise<void>;
  /** All books of one author become another one's. */
  moveBooks(fromId: number, toId: number): Promise<void>;
  /** The book has these tags afterwards and no others; those that do not exist are made. */
  retag(bookId: number, names: ReadonlyArray<string>): Promise<void>;
  /** With the books, their reviews and links. */
  removeAuthor(id: number): Promise<void>;
}

export interface S8Input {
  readonly authors: ReadonlyArray<NewAuthor & { readonly books: ReadonlyArray<NewBook> }>;
  readonly publisherName: string;
  readonly tagName: string;
}

export const s8: Scenario<S8Input> = {
  item: "S8",
  title: "lines that a person writes for the same small application",
  question: "How much is there to write, and to read, for eight operations on five tables?",
  equal:
    "Add an author with books, search books by optional conditions, a page with a tree, add a review, edit, move all books, set tags by name, remove with all that hangs on it. The same formatter, the same types; blank lines and comments are not counted.",
  fair: [
    "Counted is what a person maintains: the source of truth for the tables (a migration where that is SQL, the model where tables are made from it) and the application. Generated files are not counted; who has none writes them.",
    "The same story is told with every application, and all its answers are compared with the right ones.",
    "Fewer lines are not better code. Both files stand below.",
  ],
  warmUps: 0,
  iterations: 1,
  study: "codeSize",
  unit: "lines",
  words: ["fewer", "more"],
  input: (fixture) => ({
    authors: [3, 1].map((count, n) => ({
      ...fixture.newAuthor(n),
      books: Array.from({ length: count }, (_, m) => fixture.newBook(n, m)),
    })),
    publisherName: fixture.publisher(3).name,
    tagName: fixture.tag(4).name,
  }),
  expected: (fixture) => digest(rightStory(fixture)),
  observe: async ({ reading, database }) => {
    const { rows } = await database.query<{ count: number }>(
      `SELECT (SELECT count(*) FROM authors WHERE email LIKE '%.new%')::int + (SELECT count(*) FROM books WHERE title LIKE '%volume new %')::int
         + (SELECT count(*) FROM reviews WHERE body LIKE 'new: %')::int AS count`,
    );
    const left = rows[0]?.count ?? 0;
    return left === 0 ? digest(reading) : `${left} rows are left of authors who were removed`;
  },
  reset: async (database) => {
    await database.query("DELETE FROM tags WHERE name LIKE 'new tag %'");
  },
};

/** What happens, and what the application answers. */
export async function tellStory(library: Library, input: S8Input): Promise<ReadonlyArray<Reading>> {
  const told: Array<Reading> = [];
  const tell = (step: string, answer: object): void => {
    told.push(["told", { step, answer }]);
  };
  const { publisherName, tagName } = input;
  tell("all books", await library.findBooks({ limit: 3 }));
  tell("long books", await library.findBooks({ minPages: 900, limit: 4 }));
  tell(
    "long books of a publisher",
    await library.findBooks({ publisherName, minPages: 300, limit: 5 }),
  );
  const [first, second] = input.authors;
  const add = ({ books: own, ...author }: S8Input["authors"][number]): Promise<number> =>
    library.addAuthor(author, own);
  const firstId = await add(first!);
  const secondId = await add(second!);
  tell("an author", pageOf(await library.authorPage(firstId)));
  const { books } = (await library.authorPage(firstId))!;
  const idOf = (at: number): number =>
    books.find(({ title }) => title === first!.books[at]!.title)!.id;
  await library.review(idOf(0), 4, "new: not bad");
  await library.review(idOf(0), 2, "new: too long");
  await library.retag(idOf(0), [tagName, "new tag 1"]);
  await library.retag(idOf(0), ["new tag 1", "new tag 2"]);
  await library.retag(idOf(1), [tagName]);
  await library.editBook(idOf(1), { title: "volume new edited" });
  await library.editBook(idOf(1), { pages: 99 });
  await library.moveBooks(secondId, firstId);
  tell("the author with all books", pageOf(await library.authorPage(firstId)));
  tell("the author without books", pageOf(await library.authorPage(secondId)));
  await library.removeAuthor(firstId);
  await library.removeAuthor(secondId);
  tell("nobody", pageOf(await library.authorPage(firstId)));
  return told;
}

function pageOf(page: AuthorPage | undefined): object {
  if (page === undefined) return { found: false };
  const books = page.books.map(({ title, pages, tags, ratings }) => ({
    title,
    pages,
    tags: tags.toSorted(),
    ratings: ratings.toSorted((a, b) => a - b),
  }));
  return { ...page, books: books.toSorted((a, b) => (a.title < b.title ? -1 : 1)) };
}

/** The story as it has to be told, by a library that is a list in memory. */
function* rightStory(fixture: Fixture): Generator<Reading> {
  const { authors, publisherName, tagName } = s8.input(fixture);
  const all = Array.from({ length: fixture.bookCount }, (_, n) => fixture.book(n + 1)).toSorted(
    (a, b) => Buffer.compare(Buffer.from(a.title), Buffer.from(b.title)),
  );
  const publisherOf = (authorId: number): string =>
    fixture.publisher(fixture.author(authorId).publisherId!).name;
  const find = ({ publisherName: name, minPages = 0, limit }: BookSearch): object =>
    all
      .filter(({ pages }) => pages >= minPages)
      .filter(({ authorId }) => name === undefined || publisherOf(authorId) === name)
      .slice(0, limit)
      .map(({ title, authorId }) => ({ title, author: nameOf(fixture.author(authorId)) }));
  yield ["told", { step: "all books", answer: find({ limit: 3 }) }];
  yield ["told", { step: "long books", answer: find({ minPages: 900, limit: 4 }) }];
  const search = { publisherName, minPages: 300, limit: 5 };
  yield ["told", { step: "long books of a publisher", answer: find(search) }];
  const [first, second] = authors.map((author) => ({
    name: nameOf(author),
    publisher: null,
    books: author.books.map(({ title, pages }, id) => ({
      id,
      title,
      pages,
      tags: [] as ReadonlyArray<string>,
      ratings: [] as ReadonlyArray<number>,
    })),
  }));
  yield ["told", { step: "an author", answer: pageOf(first) }];
  const [one, two, three] = first!.books;
  const books = [
    { ...one!, tags: ["new tag 1", "new tag 2"], ratings: [2, 4] },
    { ...two!, title: "volume new edited", pages: 99, tags: [tagName] },
    three!,
    ...second!.books,
  ];
  yield ["told", { step: "the author with all books", answer: pageOf({ ...first!, books }) }];
  yield ["told", { step: "the author without books", answer: pageOf({ ...second!, books: [] }) }];
  yield ["told", { step: "nobody", answer: pageOf(undefined) }];
}

function nameOf({ firstName, lastName }: NewAuthor): string {
  return `${firstName} ${lastName}`;
}
