// W1: all authors. The cost of turning 1,000 rows into what the application works with.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

/** W1 needs no input: it is all authors there are. */
export type W1Input = undefined;

export const w1: Scenario<W1Input> = {
  item: "W1",
  title: "all authors, 1,000 rows",
  question: "What does it cost to have 1,000 rows of ten columns in hand as entities?",
  equal:
    "One statement and 1,000 rows. A fresh unit of work each time, where the contestant has such a thing.",
  fair: [
    "Entities know their original state, plain rows do not: that is part of what is measured.",
    "A contestant may leave a cell undecoded until it is read. What reading every field then costs stands in its own column.",
  ],
  warmUps: 30,
  iterations: 7,
  input: () => undefined,
  expected: (fixture) => digest(allAuthors(fixture)),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};

function allAuthors(fixture: Fixture): ReadonlyArray<Reading> {
  return Array.from({ length: fixture.sizes.authors }, (_, n) => ["author", fixture.author(n + 1)]);
}
