// Many writers on random subsets of the same rows of five tables: each flush updates, deletes, finds or creates, inserts children
// and moves join rows. Whoever comes late finds rows changed; nobody may be the victim of a deadlock.
import { KingpostError } from "kingpost";
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Choices } from "./Choices.ts";

export interface Contention {
  readonly flushed: number;
  /** How often a flush failed, by the code of the error. */
  readonly failed: Readonly<Record<string, number>>;
}

export interface ContentionOptions {
  readonly url: string;
  readonly writers: number;
  readonly flushes: number;
  readonly seed: number;
}

const rows = 50;

/**
 * What may become of a flush whose rows others write as well; `VALIDATION` when what was read in two statements did not fit
 * together: a review of a book that is being deleted.
 */
export const lostRaces: ReadonlyArray<string> = [
  "FOREIGN_KEY",
  "OPTIMISTIC_LOCK",
  "UNIQUE",
  "VALIDATION",
];

export async function contend(options: ContentionOptions): Promise<Contention> {
  const { url, writers, flushes, seed } = options;
  const pool = new pg.Pool({ connectionString: url, max: writers });
  const driver = new PostgresDriver(pool);
  try {
    await fill(new EntityManager({}, driver));
    let left = flushes;
    let flushed = 0;
    const failed: Record<string, number> = {};
    const write = async (writer: number): Promise<void> => {
      const choices = new Choices(seed + writer);
      while (left-- > 0) {
        const em = new EntityManager({}, driver);
        await change(em, choices);
        try {
          await em.flush();
          flushed++;
        } catch (error) {
          if (!(error instanceof KingpostError)) throw error;
          failed[error.code] = (failed[error.code] ?? 0) + 1;
        }
      }
    };
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    return { flushed, failed };
  } finally {
    await pool.end();
  }
}

async function fill(em: EntityManager): Promise<void> {
  for (let at = 0; at < rows; at++) {
    const publisher = em.create(Publisher, { name: `p${at}` });
    const author = em.create(Author, { firstName: `a${at}`, publisher });
    const book = em.create(Book, { title: `b${at}`, author });
    em.create(Review, { rating: 1 + (at % 5), book });
    book.tags.add(em.create(Tag, { name: `t${at}` }));
  }
  await em.flush();
}

/** Everything that a flush can do, to a few rows each, in an order that is another one each time. */
async function change(em: EntityManager, choices: Choices): Promise<void> {
  const [publishers, authors, books, reviews, tags] = await Promise.all([
    em.find(Publisher, {}, { limit: rows, orderBy: { id: "ASC" } }),
    em.find(Author, {}, { limit: rows, orderBy: { id: "ASC" } }),
    em.find(Book, {}, { limit: rows, orderBy: { id: "DESC" }, populate: ["reviews", "tags"] }),
    em.find(Review, {}, { limit: rows, orderBy: { id: "DESC" } }),
    em.find(Tag, {}, { limit: rows, orderBy: { id: "ASC" } }),
  ]);
  const few = <T>(list: ReadonlyArray<T>): T[] => choices.some(list, 1 + choices.below(3));
  const gone = new Set<unknown>();
  const steps: Array<() => unknown> = [
    () => few(publishers).map((publisher) => (publisher.name = `p${choices.below(1e9)}`)),
    () =>
      few(authors).map((author) => {
        author.age = choices.below(100);
        author.publisher.set(choices.one(publishers));
      }),
    () =>
      few(authors).map((author) => {
        author.lastName = `l${choices.below(100)}`;
        em.create(Book, { title: "new", author, tags: few(tags) });
      }),
    () =>
      few(books).map((book) => {
        if (!gone.has(book)) book.author.set(choices.one(authors));
      }),
    () =>
      few(books).map((book) => {
        if (!gone.has(book)) book.tags.set(few(tags));
      }),
    () =>
      few(books).map((book) => {
        if (!gone.has(book)) em.create(Review, { rating: 5, book });
      }),
    () =>
      few(reviews).map((review) => {
        if (!gone.has(review)) review.rating = 1 + choices.below(5);
      }),
    () => em.findOrCreate(Tag, { name: `x${choices.below(20)}` }, {}),
    () => few(tags).map((tag) => (tag.name = `t${choices.below(60)}`)),
    () => {
      const book = choices.one(books);
      const own = book.reviews.get;
      for (const each of [book, ...own]) gone.add(each);
      em.delete([book, ...own]);
    },
    () => {
      const review = choices.one(reviews);
      if (!gone.has(review)) em.delete(review);
      gone.add(review);
    },
  ];
  for (const step of choices.some(steps, 4 + choices.below(6))) await step();
}
