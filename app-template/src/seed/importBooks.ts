// Writes the books of the data set with their authors, series and tags, a batch per transaction. What is there already, from
// an earlier run or one that was cut short, is left as it is.
import { Author } from "../entities/Author.ts";
import { Book } from "../entities/Book.ts";
import type { EntityManager } from "../entities/codegen/domain.ts";
import { Contribution } from "../entities/Contribution.ts";
import { Series } from "../entities/Series.ts";
import { Tag } from "../entities/Tag.ts";
import type { BookRecord } from "./BookRecord.ts";
import { findOrCreateByName } from "./findOrCreateByName.ts";
import { Progress, type ProgressStream } from "./Progress.ts";
import { tagNames } from "./tagNames.ts";

/** How many books were written. */
export async function importBooks(
  newEm: () => EntityManager,
  records: ReadonlyArray<BookRecord>,
  output: ProgressStream,
): Promise<number> {
  const missing = await withoutExisting(newEm(), records);
  const progress = new Progress(output, "books", missing.length);
  for (let start = 0; start < missing.length; start += batchSize) {
    const batch = missing.slice(start, start + batchSize);
    await importBatch(newEm(), batch);
    progress.advance(batch.length);
  }
  return missing.length;
}

const batchSize = 1_000;

async function withoutExisting(
  em: EntityManager,
  records: ReadonlyArray<BookRecord>,
): Promise<ReadonlyArray<BookRecord>> {
  const books = await em.find(Book, { goodbooksId: records.map((record) => record.goodbooksId) });
  const existing = new Set(books.map((book) => book.goodbooksId));
  return records.filter((record) => !existing.has(record.goodbooksId));
}

async function importBatch(em: EntityManager, records: ReadonlyArray<BookRecord>): Promise<void> {
  // Asked for in one tick: one statement per table.
  const [authors, series, tags] = await Promise.all([
    findOrCreateByName(em, Author, records.flatMap(authorNames)),
    findOrCreateByName(
      em,
      Series,
      records.flatMap((record) => record.series ?? []),
    ),
    findOrCreateByName(em, Tag, records.flatMap(tagNames)),
  ]);
  for (const record of records) {
    const [ratings1, ratings2, ratings3, ratings4, ratings5] = record.stars;
    const book = em.create(Book, {
      goodbooksId: record.goodbooksId,
      title: record.title,
      originalTitle: record.originalTitle,
      author: authors(record.firstAuthor),
      year: record.year,
      isbn: record.isbn,
      language: record.language,
      averageRating: record.averageRating,
      ratings1,
      ratings2,
      ratings3,
      ratings4,
      ratings5,
      series: record.series === undefined ? undefined : series(record.series),
      seriesPosition: record.seriesPosition,
      tags: tagNames(record).map(tags),
    });
    for (const [index, name] of record.otherAuthors.entries())
      em.create(Contribution, { book, author: authors(name), position: index + 2 });
  }
  await em.flush();
}

function authorNames({ firstAuthor, otherAuthors }: BookRecord): ReadonlyArray<string> {
  return [firstAuthor, ...otherAuthors];
}
