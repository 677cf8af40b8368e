// The resolvers of W3: every relation is loaded where it is met, by who knows nothing of the others.
import type { Reading } from "../../scenarios/Reading.ts";
import type { Tree, W3Input } from "../../scenarios/w3.ts";
import type { Reader } from "../Contestant.ts";
import { Author } from "./entities/Author.ts";
import type { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import type { Publisher } from "./entities/Publisher.ts";
import type { Review } from "./entities/Review.ts";
import { readAuthor, readBook, readPublisher, readReview } from "./readEntity.ts";

type EntityTree = Tree<Author, Book, Review, Publisher | undefined>;

export async function resolveAuthors(em: EntityManager, { authorIds }: W3Input): Promise<Reader> {
  const authors = await em.loadAll(
    Author,
    authorIds.map((id) => `a:${id}`),
  );
  const trees = await Promise.all(
    authors.map(async (author): Promise<EntityTree> => ({
      author,
      books: await Promise.all((await author.books.load()).map(resolveBook)),
    })),
  );
  return () => [...read(trees)];
}

async function resolveBook(book: Book): Promise<EntityTree["books"][number]> {
  return { book, reviews: await Promise.all((await book.reviews.load()).map(resolveReview)) };
}

async function resolveReview(
  review: Review,
): Promise<EntityTree["books"][number]["reviews"][number]> {
  const book = await review.book.load();
  const author = await book.author.load();
  const publisher = await author.publisher.load();
  return { review, via: { book, author, publisher } };
}

function* read(trees: ReadonlyArray<EntityTree>): Generator<Reading> {
  for (const { author, books } of trees) {
    yield ["author", readAuthor(author)];
    for (const { book, reviews } of books) {
      yield ["book", readBook(book)];
      for (const { review, via } of reviews) {
        yield ["review", readReview(review)];
        if (via.publisher === undefined) continue;
        const [reviewId, bookId, authorId] = [review, via.book, via.author].map((entity) =>
          Number(entity.idUntagged),
        ) as [number, number, number];
        yield ["path", { reviewId, bookId, authorId, publisher: readPublisher(via.publisher) }];
      }
    }
  }
}
