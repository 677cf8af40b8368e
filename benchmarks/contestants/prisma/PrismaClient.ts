// As much of Prisma's generated client as the work items use. The client is generated when Prisma is measured for the first time,
// so there is nothing to import a type from.
import type { NewAuthor, NewBook } from "../../fixtures/Fixture.ts";
import type { AuthorObject, BookObject, PublisherObject, ReviewObject } from "../readRecord.ts";
import type { NestedAuthor } from "../readTrees.ts";

interface ById {
  readonly where: { readonly id: number };
}

interface ByIds {
  readonly where: { readonly id: { readonly in: number[] } };
}

/** A found object, which can also be asked for what it leads to before it is there. */
type Found<T, R> = Promise<T | null> & R;

interface Relations {
  readonly author: { books(): Promise<BookObject[]>; publisher(): Promise<PublisherObject | null> };
  readonly book: { reviews(): Promise<ReviewObject[]>; author(): Promise<AuthorObject> };
  readonly review: { book(): Promise<BookObject> };
}

interface WithBooks extends AuthorObject {
  readonly books: ReadonlyArray<BookObject>;
}

interface WithTags extends BookObject {
  readonly tags: ReadonlyArray<{ readonly tag: { readonly id: number; readonly name: string } }>;
}

interface Pair {
  readonly bookId: number;
  readonly tagId: number;
}

interface Authors {
  findMany(): Promise<AuthorObject[]>;
  findMany(query: ByIds & { readonly include?: undefined }): Promise<AuthorObject[]>;
  findMany(
    query: ByIds & {
      readonly include: { readonly books: { readonly include: { readonly reviews: true } } };
    },
  ): Promise<NestedAuthor[]>;
  findMany(
    query: ByIds & {
      readonly include: { readonly books: { readonly orderBy: { readonly id: "asc" } } };
    },
  ): Promise<WithBooks[]>;
  findUnique(query: ById): Found<AuthorObject, Relations["author"]>;
  create(values: {
    readonly data: NewAuthor & { readonly books: { readonly create: NewBook[] } };
    readonly include: { readonly books: true };
  }): Promise<WithBooks>;
  createManyAndReturn(values: { readonly data: NewAuthor[] }): Promise<AuthorObject[]>;
  update(change: ById & { readonly data: { readonly age: number } }): Promise<AuthorObject>;
}

interface Books {
  findMany(query: ByIds & { readonly include?: undefined }): Promise<BookObject[]>;
  findMany(query: {
    readonly where: { readonly authorId: { readonly in: number[] } };
  }): Promise<BookObject[]>;
  findMany(
    query: ByIds & {
      readonly include: { readonly tags: { readonly include: { readonly tag: true } } };
    },
  ): Promise<WithTags[]>;
  findMany(query: {
    readonly where: object;
    readonly orderBy: { readonly title: "asc" };
    readonly take: number;
  }): Promise<BookObject[]>;
  findUnique(query: ById): Found<BookObject, Relations["book"]>;
  createManyAndReturn(values: {
    readonly data: Array<NewBook & { readonly authorId: number }>;
  }): Promise<BookObject[]>;
  update(
    change: ById & { readonly data: { readonly title?: string; readonly pages?: number } },
  ): Promise<BookObject>;
}

interface Reviews {
  findMany(query: ByIds): Promise<ReviewObject[]>;
  findUnique(query: ById): Found<ReviewObject, Relations["review"]>;
  deleteMany(query: ByIds): Promise<unknown>;
}

interface BookTags {
  deleteMany(query: { readonly where: { readonly OR: Pair[] } }): Promise<unknown>;
  createMany(values: { readonly data: Pair[] }): Promise<unknown>;
}

/** What a transaction has as well. */
interface Models {
  readonly author: Authors;
  readonly book: Books;
  readonly review: Reviews;
  readonly bookTag: BookTags;
  $executeRaw(sql: TemplateStringsArray, ...values: ReadonlyArray<unknown>): Promise<number>;
}

export interface PrismaClient extends Models {
  $transaction<T>(works: ReadonlyArray<Promise<T>>): Promise<T[]>;
  $transaction<T>(work: (tx: Models) => Promise<T>): Promise<T>;
}
