// The steps of the seed, in order, and what they tell.
import type { Driver } from "kingpost";
import { newContext } from "../context.ts";
import { Book } from "../entities/Book.ts";
import type { EntityManager } from "../entities/codegen/domain.ts";
import { Reader } from "../entities/Reader.ts";
import { addLibraries } from "./addLibraries.ts";
import { addReviews } from "./addReviews.ts";
import type { BookRecord } from "./BookRecord.ts";
import { generateReaders } from "./generateReaders.ts";
import { generateReviews } from "./generateReviews.ts";
import { importBooks } from "./importBooks.ts";
import type { ProgressStream } from "./Progress.ts";
import { readBooks } from "./readBooks.ts";

export interface SeedOptions {
  /** Does nothing in a database that is in use, so that what people deleted stays deleted. */
  readonly ifEmpty?: boolean;
  /** Smaller numbers make a smaller database, for tests. */
  readonly books?: number;
  readonly readers?: number;
  readonly reviews?: number;
}

export async function seedDatabase(
  driver: Driver,
  output: ProgressStream,
  options: SeedOptions = {},
): Promise<void> {
  const { ifEmpty = false, books = 10_000, readers = 500, reviews = 20_000 } = options;
  // A unit of work holds what it loads and writes, so each batch has one of its own.
  const newEm = (): EntityManager => newContext({ driver, log: console, isUnrestricted: true }).em;
  // Readers, reviews and libraries come last and in one transaction, so one generated reader tells that the seed was finished.
  const isReviewed = (await newEm().findCount(Reader, { isGenerated: true })) > 0;
  if (ifEmpty && (isReviewed || (await isInUse(newEm())))) return;

  const start = performance.now();
  const records = (await readBooks(dataFile)).slice(0, books);
  const imported = await importBooks(newEm, records, output);
  if (!isReviewed) {
    const em = newEm();
    await em.transaction(async () => {
      await addReviews(em, records, planOf(records, readers, reviews), output);
      if (readers > 0) await addLibraries(em, output);
    });
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  output.write(
    imported === 0 && isReviewed
      ? `Nothing to seed: ${records.length.toLocaleString("en")} books are there, and readers with their reviews.\n`
      : `Seeded in ${seconds} s.\n`,
  );
}

/** Whether people have put in books or readers of their own. */
async function isInUse(em: EntityManager): Promise<boolean> {
  const [books, readers] = await Promise.all([
    em.findCount(Book, { goodbooksId: null }),
    em.findCount(Reader, { isGenerated: false }),
  ]);
  return books + readers > 0;
}

function planOf(
  records: ReadonlyArray<BookRecord>,
  readers: number,
  reviews: number,
): Parameters<typeof addReviews>[2] {
  return {
    readers: generateReaders(readers),
    reviews: generateReviews({
      books: records.map(({ stars }) => stars),
      readers,
      count: reviews,
      seed: 20_170_901,
    }),
  };
}

const dataFile = `${import.meta.dirname}/../../data/goodbooks/books.csv`;
