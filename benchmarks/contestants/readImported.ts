// S1's answer for one book, where the contestant keeps keys beside the record.
import type { WorkRecord } from "../fixtures/readCatalogue.ts";
import type { Reading } from "../scenarios/Reading.ts";

export interface Keys {
  readonly id: number;
  readonly seriesId: number | null;
  readonly writerIds: Iterable<number>;
}

export function readImported(work: WorkRecord, { id, seriesId, writerIds }: Keys): Reading {
  const { goodbooksId, title, originalTitle, year, language, isbn, ratings } = work;
  return [
    "imported",
    {
      id,
      seriesId,
      writerIds: [...writerIds].toSorted((a, b) => a - b),
      goodbooksId,
      title,
      originalTitle,
      year,
      language,
      isbn,
      ratings,
    },
  ];
}
