// What a contestant's result says when every field of it is read: records in one shape for all contestants.
import type {
  AuthorRecord,
  BookRecord,
  NewAuthor,
  NewBook,
  PublisherRecord,
  ReviewRecord,
} from "../fixtures/Fixture.ts";
import type { WorkRecord } from "../fixtures/readCatalogue.ts";

/** The end of the path review → book → author → publisher, as the contestant walked it. */
export interface PathRecord {
  readonly reviewId: number;
  readonly bookId: number;
  readonly authorId: number;
  readonly publisher: PublisherRecord;
}

/** Which book a find gave at which place. */
export interface FoundRecord {
  readonly find: number;
  readonly place: number;
  readonly bookId: number;
}

export interface CreatedAuthor extends NewAuthor {
  readonly id: number;
}

export interface CreatedBook extends NewBook {
  readonly id: number;
  readonly authorId: number;
}

/** A book of S1 with the keys that it, its series and its writers got. */
export interface ImportedWork extends Omit<WorkRecord, "series" | "writers"> {
  readonly id: number;
  readonly seriesId: number | null;
  /** In ascending order. */
  readonly writerIds: ReadonlyArray<number>;
}

export type Reading =
  | readonly ["author", AuthorRecord]
  | readonly ["book", BookRecord]
  | readonly ["review", ReviewRecord]
  | readonly ["path", PathRecord]
  | readonly ["found", FoundRecord]
  | readonly ["created author", CreatedAuthor]
  | readonly ["created book", CreatedBook]
  | readonly ["retitled", { readonly id: number; readonly title: string }]
  | readonly ["saved author", { readonly id: number; readonly age: number }]
  | readonly ["saved book", { readonly id: number; readonly pages: number }]
  | readonly ["deleted review", { readonly id: number }]
  | readonly ["imported", ImportedWork]
  | readonly ["answer", { readonly query: number; readonly values: ReadonlyArray<string | number> }]
  | readonly ["told", { readonly step: string; readonly answer: object }]
  | readonly ["tagged", { readonly bookId: number; readonly tagIds: ReadonlyArray<number> }];
