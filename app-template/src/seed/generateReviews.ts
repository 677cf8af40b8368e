// Makes up reviews that follow the star counts of the books: a book that many people rated gets many reviews, and its
// reviews have the shares of one to five stars that its readers gave. The same seed gives the same reviews.
import type { StarCounts } from "./BookRecord.ts";
import { seededRandom } from "./seededRandom.ts";

/** Indexes into the lists of books and of readers, and the stars. */
export interface GeneratedReview {
  readonly book: number;
  readonly reader: number;
  readonly rating: number;
  readonly body: string;
}

export interface ReviewPlan {
  readonly books: ReadonlyArray<StarCounts>;
  readonly readers: number;
  readonly count: number;
  readonly seed: number;
}

/** No reader reviews a book twice; where there are fewer pairs than `count`, every reader reviews every book. */
export function generateReviews({
  books,
  readers,
  count,
  seed,
}: ReviewPlan): ReadonlyArray<GeneratedReview> {
  const random = seededRandom(seed);
  const drawBook = weightedDraw(
    books.map((stars) => sum(stars)),
    random,
  );
  const drawStars = books.map((stars) => weightedDraw(stars, random));
  const reviews = new Map<number, GeneratedReview>();
  const readersOf = books.map(() => 0);
  let room = books.filter((stars) => sum(stars) > 0).length * readers;
  while (reviews.size < count && room > 0) {
    const book = drawBook();
    if (readersOf[book] === readers) continue;
    const reader = Math.floor(random() * readers);
    const pair = book * readers + reader;
    if (reviews.has(pair)) continue;
    const rating = (drawStars[book]?.() ?? 0) + 1;
    reviews.set(pair, { book, reader, rating, body: bodyFor(rating, random) });
    readersOf[book] = (readersOf[book] ?? 0) + 1;
    room--;
  }
  return [...reviews.values()];
}

/** Draws indexes in proportion to their weights. */
function weightedDraw(weights: ReadonlyArray<number>, random: () => number): () => number {
  let total = 0;
  const ends = weights.map((weight) => (total += weight));
  return () => {
    const target = random() * total;
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

function sum(numbers: ReadonlyArray<number>): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const bodies: ReadonlyArray<ReadonlyArray<string>> = [
  ["I could not finish it.", "Not for me."],
  ["I expected more.", "It has its moments, few of them."],
  ["Good in parts.", "Worth a try."],
  ["A good book.", "I read it in two days."],
  ["I will read it again.", "One of the best I know."],
];

function bodyFor(rating: number, random: () => number): string {
  const choices = bodies[rating - 1] ?? [];
  return choices[Math.floor(random() * choices.length)] ?? "";
}
