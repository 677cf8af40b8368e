// As much of Prisma's generated client as the scenarios use. The client is generated when Prisma is compared for the first time, so
// there is nothing to import a type from.

interface AuthorObject {
  readonly id: number;
  readonly lastName: string;
}

interface BookObject {
  readonly id: number;
  readonly title: string;
  readonly authorId: number;
}

export interface TagObject {
  readonly id: number;
  readonly name: string;
}

interface ReviewObject {
  readonly rating: number;
}

interface TagLink {
  readonly tag: TagObject;
}

interface ById {
  readonly where: { readonly id: number };
}

/** A found object, which can also be asked for what it leads to before it is there. */
type Found<T, R> = Promise<T | null> & R;

interface Authors {
  findMany(query?: { readonly include?: undefined }): Promise<AuthorObject[]>;
  findMany(query: {
    readonly include: { readonly books: true };
    readonly orderBy: { readonly lastName: "asc" };
    readonly take: number;
  }): Promise<Array<AuthorObject & { readonly books: ReadonlyArray<BookObject> }>>;
  findUnique(
    query: ById,
  ): Found<AuthorObject, { books(): Promise<BookObject[]>; profile(): Promise<unknown> }>;
}

interface Books {
  findMany(query?: {
    readonly where?: { readonly authorId: number };
    readonly include?: undefined;
  }): Promise<BookObject[]>;
  findMany(query: {
    readonly include: {
      readonly reviews: true;
      readonly tags: { readonly include: { readonly tag: true } };
    };
  }): Promise<
    Array<
      BookObject & {
        readonly reviews: ReadonlyArray<ReviewObject>;
        readonly tags: ReadonlyArray<TagLink>;
      }
    >
  >;
  count(query: { readonly where: { readonly authorId: number } }): Promise<number>;
  findUnique(query: ById): Found<
    BookObject,
    {
      author(): Promise<AuthorObject>;
      reviews(): Promise<ReviewObject[]>;
      tags(query: { readonly include: { readonly tag: true } }): Promise<TagLink[]>;
    }
  >;
}

interface Publishers {
  findMany(): Promise<Array<{ readonly id: number }>>;
  findUnique(query: ById): { authors(): Promise<AuthorObject[]> };
}

interface Reviews {
  findMany(query: { readonly where: { readonly rating: number | undefined } }): Promise<unknown[]>;
  deleteMany(query: {
    readonly where: { readonly rating: number | undefined };
  }): Promise<{ readonly count: number }>;
}

interface Tags {
  createManyAndReturn(values: {
    readonly data: ReadonlyArray<{ readonly name: string }>;
  }): Promise<TagObject[]>;
  update(change: ById & { readonly data: { readonly name: string } }): Promise<TagObject>;
  deleteMany(query: {
    readonly where: { readonly id: { readonly in: number[] } };
  }): Promise<unknown>;
}

export interface PrismaClient {
  readonly author: Authors;
  readonly book: Books;
  readonly publisher: Publishers;
  readonly review: Reviews;
  readonly tag: Tags;
  $transaction<T>(
    work: (tx: Pick<PrismaClient, "tag">) => Promise<T>,
    options: { readonly timeout: number },
  ): Promise<T>;
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
}
