// Random changes against what the hint says in full: whoever sees another picture after a flush than before was asked, and saw that
// picture when asked.
import { deepStrictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import type { Loaded } from "kingpost";
import { expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { reviewConfig } from "../schema/entities/codegen/ReviewCodegen.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const authorHint = {
  firstName: {},
  books: { title: {}, reviews: "rating", tags: "name" },
  publisher: "name",
  mentor: { books: "title" },
  menteesRecursive: "firstName",
  mentorsRecursive: "firstName",
} as const;
const reviewHint = { book: { author: { publisher: "name" }, tags: "name" } } as const;

type AuthorSeen = Loaded<
  Author,
  {
    books: { reviews: object; tags: object };
    publisher: object;
    mentor: "books";
    menteesRecursive: object;
    mentorsRecursive: object;
  }
>;
type ReviewSeen = Loaded<Review, { book: { author: "publisher"; tags: object } }>;

/** What was seen by the rules of one flush, by name. */
const seen = new Map<string, unknown>();

authorConfig.addRule(authorHint, (author) => {
  const full = author.fullNonReactiveAccess as unknown as AuthorSeen;
  seen.set(`author ${full.firstName}`, pictureOfAuthor(full));
});
reviewConfig.addRule(reviewHint, (review) => {
  const full = review.fullNonReactiveAccess as unknown as ReviewSeen;
  seen.set(`review ${full.body}`, pictureOfReview(full));
});

const database = useTestDatabase();

function pictureOfAuthor(author: AuthorSeen): unknown {
  return {
    books: author.books.get
      .toSorted((a, b) => a.title.localeCompare(b.title))
      .map((book) => [
        book.title,
        book.reviews.get.map(({ rating }) => rating).toSorted((a, b) => a - b),
        book.tags.get.map(({ name }) => name).toSorted(),
      ]),
    publisher: author.publisher.get?.name,
    mentor: author.mentor.get?.books.get.map(({ title }) => title).toSorted(),
    below: author.menteesRecursive.get.map(({ firstName }) => firstName).toSorted(),
    above: author.mentorsRecursive.get.map(({ firstName }) => firstName).toSorted(),
  };
}

function pictureOfReview({ book }: ReviewSeen): unknown {
  return [
    book.get.author.get.publisher.get?.name,
    book.get.tags.get.map(({ name }) => name).toSorted(),
  ];
}

/** What the database holds, as the hints show it. */
async function pictures(): Promise<Map<string, unknown>> {
  const em = database.newEm();
  const authors = (await em.find(
    Author,
    {},
    {
      populate: {
        books: { reviews: {}, tags: {} },
        publisher: {},
        mentor: "books",
        menteesRecursive: {},
        mentorsRecursive: {},
      },
    },
  )) as AuthorSeen[];
  const reviews = (await em.find(
    Review,
    {},
    {
      populate: { book: { author: "publisher", tags: {} } },
    },
  )) as ReviewSeen[];
  return new Map([
    ...authors.map((each) => [`author ${each.firstName}`, pictureOfAuthor(each)] as const),
    ...reviews.map((each) => [`review ${each.body}`, pictureOfReview(each)] as const),
  ]);
}

/** What can be done, to the things that the two numbers pick. */
type Action = (em: EntityManager, a: number, b: number) => Promise<void>;

let count = 0;
const fresh = (prefix: string): string => `${prefix}${++count}`;

async function pick<T>(list: Promise<ReadonlyArray<T>>, at: number): Promise<T | undefined> {
  const all = await list;
  return all[at % Math.max(all.length, 1)];
}

const living = <T extends { isDeletedEntity: boolean }>(list: Promise<T[]>): Promise<T[]> =>
  list.then((all) => all.filter(({ isDeletedEntity }) => !isDeletedEntity));
const authorsOf = (em: EntityManager) =>
  living(em.find(Author, {}, { orderBy: { id: "ASC" }, cache: false }));
const booksOf = (em: EntityManager) =>
  living(em.find(Book, {}, { orderBy: { id: "ASC" }, cache: false }));
const reviewsOf = (em: EntityManager) =>
  living(em.find(Review, {}, { orderBy: { id: "ASC" }, cache: false }));
const tagsOf = (em: EntityManager) =>
  living(em.find(Tag, {}, { orderBy: { id: "ASC" }, cache: false }));
const publishersOf = (em: EntityManager) =>
  living(em.find(Publisher, {}, { orderBy: { id: "ASC" }, cache: false }));

const actions: Readonly<Record<string, Action>> = {
  async rename(em, a) {
    const author = await pick(authorsOf(em), a);
    if (author !== undefined) author.firstName = fresh("author");
  },
  async retitle(em, a) {
    const book = await pick(booksOf(em), a);
    if (book !== undefined) book.title = fresh("book");
  },
  async moveBook(em, a, b) {
    const [book, author] = [await pick(booksOf(em), a), await pick(authorsOf(em), b)];
    if (book !== undefined && author !== undefined) book.author.set(author);
  },
  async addBook(em, a, b) {
    const [author, tag] = [await pick(authorsOf(em), a), await pick(tagsOf(em), b)];
    if (author === undefined) return;
    const book = em.create(Book, {
      title: fresh("book"),
      author,
      tags: tag === undefined ? [] : [tag],
    });
    if (b % 2 === 0) em.create(Review, { book, rating: 3, body: fresh("review") });
  },
  async deleteBook(em, a) {
    const book = await pick(booksOf(em), a);
    if (book === undefined) return;
    em.delete([...(await book.reviews.load())]);
    em.delete(book);
  },
  async rate(em, a, b) {
    const review = await pick(reviewsOf(em), a);
    if (review !== undefined) review.rating = (b % 5) + 1;
  },
  async moveReview(em, a, b) {
    const [review, book] = [await pick(reviewsOf(em), a), await pick(booksOf(em), b)];
    if (review !== undefined && book !== undefined) review.book.set(book);
  },
  async deleteReview(em, a) {
    const review = await pick(reviewsOf(em), a);
    if (review !== undefined) em.delete(review);
  },
  async tagBook(em, a, b) {
    const [book, tag] = [await pick(booksOf(em), a), await pick(tagsOf(em), b)];
    if (book !== undefined && tag !== undefined) book.tags.add(tag);
  },
  async untagBook(em, a, b) {
    const [book, tag] = [await pick(booksOf(em), a), await pick(tagsOf(em), b)];
    if (book === undefined || tag === undefined) return;
    await tag.books.load();
    tag.books.remove(book);
  },
  async renameTag(em, a) {
    const tag = await pick(tagsOf(em), a);
    if (tag !== undefined) tag.name = fresh("tag");
  },
  async deleteTag(em, a) {
    const tag = await pick(tagsOf(em), a);
    if (tag !== undefined) em.delete(tag);
  },
  async renamePublisher(em, a) {
    const publisher = await pick(publishersOf(em), a);
    if (publisher !== undefined) publisher.name = fresh("publisher");
  },
  async deletePublisher(em, a) {
    const publisher = await pick(publishersOf(em), a);
    if (publisher !== undefined) em.delete(publisher);
  },
  async hire(em, a, b) {
    const [author, publisher] = [await pick(authorsOf(em), a), await pick(publishersOf(em), b)];
    author?.publisher.set(publisher);
  },
  /** Mentors come before those they teach, so that there is no circle. */
  async mentor(em, a, b) {
    const authors = await authorsOf(em);
    const at = a % Math.max(authors.length, 1);
    const author = authors[at];
    if (author !== undefined) author.mentor.set(at === 0 ? undefined : authors[b % at]);
  },
  async leaveMentor(em, a) {
    (await pick(authorsOf(em), a))?.mentor.set(undefined);
  },
  async deleteAuthor(em, a) {
    const author = await pick(authorsOf(em), a);
    if (author === undefined) return;
    for (const book of await author.books.load()) {
      em.delete([...(await book.reviews.load())]);
      em.delete(book);
    }
    em.delete(author);
  },
  async addAuthor(em, a, b) {
    const mentor = await pick(authorsOf(em), a);
    const author = em.create(Author, { firstName: fresh("author"), mentor });
    if (b % 2 === 0) em.create(Book, { title: fresh("book"), author });
  },
};

async function givenWorld(): Promise<void> {
  const em = database.newEm();
  const publishers = [1, 2].map(() => em.create(Publisher, { name: fresh("publisher") }));
  const tags = [1, 2, 3].map(() => em.create(Tag, { name: fresh("tag") }));
  const authors: Author[] = [];
  for (let at = 0; at < 4; at++) {
    const author = em.create(Author, {
      firstName: fresh("author"),
      publisher: publishers[at % 2]!,
    });
    author.mentor.set(authors[at - 1]);
    authors.push(author);
    const book = em.create(Book, { title: fresh("book"), author, tags: [tags[at % 3]!] });
    em.create(Review, { book, rating: 4, body: fresh("review") });
  }
  await em.flush();
}

const step = fc.tuple(fc.constantFrom(...Object.keys(actions)), fc.nat(11), fc.nat(11));
const flushes = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 3,
});

it(
  "R-RULE-1 R-RX-2 whoever a random change concerns is asked, with what the hint names as it will be",
  { timeout: 240_000 },
  async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(flushes, fc.boolean(), async (units, keepsEm) => {
        await database.query(
          "TRUNCATE reviews, books_to_tags, books, tags, images, authors, publishers RESTART IDENTITY CASCADE",
        );
        await givenWorld();
        let em = database.newEm();
        for (const unit of units) {
          if (!keepsEm) em = database.newEm();
          const before = await pictures();
          for (const [name, a, b] of unit) await actions[name]!(em, a, b);
          seen.clear();
          await em.flush();
          const after = await pictures();
          for (const [name, picture] of after) {
            const hasChanged = JSON.stringify(before.get(name)) !== JSON.stringify(picture);
            if (hasChanged) deepStrictEqual([name, seen.get(name)], [name, picture]);
            if (hasChanged) checked++;
          }
          // Nobody saw what is not so.
          for (const [name, picture] of seen)
            deepStrictEqual([name, picture], [name, after.get(name)]);
        }
      }),
      { numRuns: 60 },
    );
    expect(checked).toBeGreaterThan(150);
  },
);
