// The resolvers of W3 for ORMs that load by a call: everything on its own, as soon as its owner is there.
import type { AuthorObject, BookObject, PublisherObject, ReviewObject } from "./readRecord.ts";
import type { ResolvedTree } from "./readTrees.ts";

/** How an ORM loads what resolvers ask for. */
export interface Loads<
  A extends AuthorObject,
  B extends BookObject,
  R extends ReviewObject,
  P extends PublisherObject,
> {
  booksOf(author: A): Promise<ReadonlyArray<B>>;
  reviewsOf(book: B): Promise<ReadonlyArray<R>>;
  bookOf(review: R): Promise<B>;
  authorOf(book: B): Promise<A>;
  publisherOf(author: A): Promise<P | null | undefined>;
}

export async function resolveTrees<
  A extends AuthorObject,
  B extends BookObject,
  R extends ReviewObject,
  P extends PublisherObject,
>(authors: ReadonlyArray<A>, loads: Loads<A, B, R, P>): Promise<ReadonlyArray<ResolvedTree>> {
  type Books = ResolvedTree["books"];
  const resolveReview = async (review: R): Promise<Books[number]["reviews"][number]> => {
    const book = await loads.bookOf(review);
    const author = await loads.authorOf(book);
    return { review, via: { book, author, publisher: await loads.publisherOf(author) } };
  };
  const resolveBook = async (book: B): Promise<Books[number]> => ({
    book,
    reviews: await Promise.all((await loads.reviewsOf(book)).map(resolveReview)),
  });
  return await Promise.all(
    authors.map(async (author) => ({
      author,
      books: await Promise.all((await loads.booksOf(author)).map(resolveBook)),
    })),
  );
}
