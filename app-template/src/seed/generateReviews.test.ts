import { expect, it } from "vitest";
import { generateReviews } from "./generateReviews.ts";

const plan = {
  // A popular book that most like, an unpopular one that most dislike, and one that nobody rated.
  books: [
    [100, 200, 300, 1400, 7000],
    [700, 220, 20, 30, 30],
    [0, 0, 0, 0, 0],
  ] as const,
  readers: 5000,
  count: 2000,
  seed: 1,
};

it("gives the same reviews for the same seed, and others for another", () => {
  const reviews = generateReviews(plan);

  expect(generateReviews(plan)).toEqual(reviews);
  expect(generateReviews({ ...plan, seed: 2 })).not.toEqual(reviews);
});

it("follows the star counts: how many reviews a book gets, and how many stars", () => {
  const reviews = generateReviews(plan);

  const sharesOf = (book: number): number[] => {
    const stars = reviews.filter((review) => review.book === book).map(({ rating }) => rating);
    const counts = [1, 2, 3, 4, 5].map((rating) => stars.filter((each) => each === rating).length);
    // The share of the book among all reviews, then of one to five stars, in tenths.
    return [stars.length / reviews.length, ...counts.map((count) => count / stars.length)].map(
      (share) => Math.round(share * 10) / 10,
    );
  };
  expect([sharesOf(0), sharesOf(1)]).toEqual([
    [0.9, 0, 0, 0, 0.2, 0.8],
    [0.1, 0.7, 0.2, 0, 0, 0],
  ]);
  expect(reviews.filter(({ book }) => book === 2)).toEqual([]);
});

it("lets no reader review a book twice, also when there are more reviews wanted than pairs", () => {
  const reviews = generateReviews({ ...plan, readers: 3 });

  const pairs = reviews.map(({ book, reader }) => `${book}/${reader}`).toSorted();
  expect(pairs).toEqual(["0/0", "0/1", "0/2", "1/0", "1/1", "1/2"]);
});
