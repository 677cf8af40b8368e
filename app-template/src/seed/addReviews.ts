// Writes the made-up readers and reviews, in the transaction of the caller: there are all of them or none.
import { Book } from "../entities/Book.ts";
import type { EntityManager } from "../entities/codegen/domain.ts";
import { Reader } from "../entities/Reader.ts";
import { Review } from "../entities/Review.ts";
import type { BookRecord } from "./BookRecord.ts";
import type { GeneratedReader } from "./generateReaders.ts";
import type { GeneratedReview } from "./generateReviews.ts";
import type { ProgressStream } from "./Progress.ts";

export interface GeneratedReaders {
  readonly readers: ReadonlyArray<GeneratedReader>;
  /** Their indexes count in `readers` and in the records. */
  readonly reviews: ReadonlyArray<GeneratedReview>;
}

export async function addReviews(
  em: EntityManager,
  records: ReadonlyArray<BookRecord>,
  generated: GeneratedReaders,
  output: ProgressStream,
): Promise<void> {
  const found = await em.find(Book, { goodbooksId: records.map((record) => record.goodbooksId) });
  const byGoodbooksId = new Map(found.map((book) => [book.goodbooksId, book]));
  const books = records.map((record) => byGoodbooksId.get(record.goodbooksId));
  const readers = generated.readers.map((reader) =>
    em.create(Reader, { ...reader, isGenerated: true }),
  );
  for (const { book: bookIndex, reader: readerIndex, rating, body } of generated.reviews) {
    const [book, reader] = [books[bookIndex], readers[readerIndex]];
    // A book may have been deleted since it was imported.
    if (book !== undefined && reader !== undefined)
      em.create(Review, { book, reader, rating, body, isGenerated: true });
  }
  await em.flush();
  const counts = [readers.length, em.getEntities(Review).length];
  const [readerCount, reviewCount] = counts.map((count) => count.toLocaleString("en"));
  output.write(
    `${readerCount} readers and ${reviewCount} reviews, made up after the star counts\n`,
  );
}
