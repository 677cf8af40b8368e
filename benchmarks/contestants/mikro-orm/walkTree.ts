// W3 with MikroORM: every collection and reference is loaded where it is met.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Reading } from "../../scenarios/Reading.ts";
import type { Tree, W3Input } from "../../scenarios/w3.ts";
import type { Reader } from "../Contestant.ts";
import { Author, type Book, type Publisher, type Review } from "./entities.ts";
import { readAuthor, readBook, readPublisher, readReview } from "./readEntity.ts";

type EntityTree = Tree<Author, Book, Review, Publisher | null>;

/** Resolves the tree of the authors given, load by load. */
export async function walkTree(em: EntityManager, { authorIds }: W3Input): Promise<Reader> {
  const authors = await em.find(Author, { id: { $in: [...authorIds] } });
  const trees = await Promise.all(
    authors.map(async (author): Promise<EntityTree> => ({
      author,
      books: await Promise.all((await author.books.loadItems()).map(resolveBook)),
    })),
  );
  return () => [...read(trees)];
}

async function resolveBook(book: Book): Promise<EntityTree["books"][number]> {
  return { book, reviews: await Promise.all((await book.reviews.loadItems()).map(resolveReview)) };
}

async function resolveReview(
  review: Review,
): Promise<EntityTree["books"][number]["reviews"][number]> {
  const book = await review.book.loadOrFail();
  const author = await book.author.loadOrFail();
  const publisher = (await author.publisher?.load()) ?? null;
  return { review, via: { book, author, publisher } };
}

function* read(trees: ReadonlyArray<EntityTree>): Generator<Reading> {
  for (const { author, books } of trees) {
    yield ["author", readAuthor(author)];
    for (const { book, reviews } of books) {
      yield ["book", readBook(book)];
      for (const { review, via } of reviews) {
        yield ["review", readReview(review)];
        if (via.publisher === null) continue;
        const publisher = readPublisher(via.publisher);
        yield [
          "path",
          { reviewId: review.id, bookId: via.book.id, authorId: via.author.id, publisher },
        ];
      }
    }
  }
}
