// One book of the data set, parsed.
import type { Language } from "../entities/enums/Language.ts";

/** How many readers gave one, two, … five stars. */
export type StarCounts = readonly [number, number, number, number, number];

export interface BookRecord {
  readonly goodbooksId: number;
  readonly title: string;
  readonly originalTitle: string | undefined;
  readonly firstAuthor: string;
  readonly otherAuthors: ReadonlyArray<string>;
  readonly year: number | undefined;
  readonly language: Language | undefined;
  readonly isbn: string | undefined;
  readonly averageRating: string;
  readonly stars: StarCounts;
  readonly series: string | undefined;
  readonly seriesPosition: string | undefined;
}
