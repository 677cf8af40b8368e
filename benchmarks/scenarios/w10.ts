// W10: what entities weigh. All reviews in one unit of work, and the memory they take.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

/** W10 needs no input: it is all reviews there are. */
export type W10Input = undefined;

export const w10: Scenario<W10Input> = {
  item: "W10",
  title: "all reviews in one unit of work, 50,000 rows",
  question: "How much memory does an entity take, its row included?",
  equal:
    "50,000 rows of six columns, about 190 bytes each on the wire. The result and its unit of work are held while memory is read.",
  fair: [
    "Memory is what is left after garbage collection, less what was there before, by the number of rows: after the load, and again after every field was read.",
    "Buffers outside of the heap are counted too, in a column of their own: a row kept as the bytes that came is still kept.",
    "It compares those that keep an identity map; the plain rows of pg show what the values alone take.",
  ],
  warmUps: 2,
  iterations: 1,
  weighs: (fixture) => fixture.reviewCount,
  input: () => undefined,
  expected: (fixture) => digest(allReviews(fixture)),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};

function* allReviews(fixture: Fixture): Generator<Reading> {
  for (let id = 1; id <= fixture.reviewCount; id++) yield ["review", fixture.review(id)];
}
