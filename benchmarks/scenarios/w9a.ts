// W9a: the smallest request there is, one load by id in a fresh unit of work, a thousand times.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface W9aInput {
  readonly bookIds: ReadonlyArray<number>;
}

export const w9a: Scenario<W9aInput> = {
  item: "W9a",
  title: "1,000 loads by id, one after the other, each in a fresh unit of work",
  question: "What is the cost of a unit of work and of one statement?",
  equal: "1,000 statements of one row each, each waited for before the next.",
  fair: [
    "The hand-written statement is named, so that the server parses it once per connection.",
    "This is mostly the round trip: the noisiest item.",
  ],
  warmUps: 3,
  iterations: 3,
  input: (fixture) => ({ bookIds: fixture.loadedBookIds() }),
  expected: (fixture) => digest(loadedBooks(fixture)),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};

/** The right answer of both W9a and W9b. */
export function loadedBooks(fixture: Fixture): ReadonlyArray<Reading> {
  return fixture.loadedBookIds().map((id) => ["book", fixture.book(id)]);
}
