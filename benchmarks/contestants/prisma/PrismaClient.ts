// As much of Prisma's generated client as the work items use. The client is generated when Prisma is measured for the first time,
// so there is nothing to import a type from.
import type { AuthorObject, BookObject, PublisherObject, ReviewObject } from "../readRecord.ts";
import type { NestedAuthor } from "../readTrees.ts";

interface ById {
  readonly where: { readonly id: number };
}

/** A found object, which can also be asked for what it leads to before it is there. */
type Found<T, R> = Promise<T | null> & R;

interface Relations {
  readonly author: { books(): Promise<BookObject[]>; publisher(): Promise<PublisherObject | null> };
  readonly book: { reviews(): Promise<ReviewObject[]>; author(): Promise<AuthorObject> };
  readonly review: { book(): Promise<BookObject> };
}

export interface PrismaClient {
  readonly author: {
    findMany(): Promise<AuthorObject[]>;
    findMany(query: {
      readonly where: { readonly id: { readonly in: number[] } };
      readonly include?: undefined;
    }): Promise<AuthorObject[]>;
    findMany(query: {
      readonly where: { readonly id: { readonly in: number[] } };
      readonly include: { readonly books: { readonly include: { readonly reviews: true } } };
    }): Promise<NestedAuthor[]>;
    findUnique(query: ById): Found<AuthorObject, Relations["author"]>;
  };
  readonly book: {
    findMany(query: {
      readonly where: object;
      readonly orderBy: { readonly title: "asc" };
      readonly take: number;
    }): Promise<BookObject[]>;
    findUnique(query: ById): Found<BookObject, Relations["book"]>;
  };
  readonly review: { findUnique(query: ById): Found<ReviewObject, Relations["review"]> };
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
}
