// S2: the same rows asked for three times in one session, by three parts of a program that know nothing of each other.
import type { Fixture } from "../fixtures/Fixture.ts";
import { digest } from "./digest.ts";
import type { Reading } from "./Reading.ts";
import type { Scenario } from "./Scenario.ts";

export interface S2Input {
  readonly authorIds: ReadonlyArray<number>;
  /** The books of these authors. */
  readonly bookIds: ReadonlyArray<number>;
}

export const s2: Scenario<S2Input> = {
  item: "S2",
  title: "5,000 books loaded three ways in one session",
  question:
    "What does it cost when parts of a program that know nothing of each other load the same rows: by a condition, by id, and by a relation?",
  equal:
    "One session. 5,000 books by their 500 authors' ids; the same books by their own ids; the 500 authors with their books. All three results are held.",
  fair: [
    "The hand-written contestant asks three times and gets its rows three times, as a program does whose parts do not know of each other.",
    "Whoever keeps an identity map may know what it has; look at statements, rows and what was allocated beside the time.",
  ],
  warmUps: 4,
  iterations: 2,
  input: (fixture) => {
    const authorIds = fixture.reloadedAuthorIds();
    return { authorIds, bookIds: authorIds.flatMap((id) => fixture.bookIdsOf(id)) };
  },
  expected: (fixture) => digest(threeTimes(fixture)),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};

function* threeTimes(fixture: Fixture): Generator<Reading> {
  for (const authorId of fixture.reloadedAuthorIds()) {
    yield ["author", fixture.author(authorId)];
    for (const bookId of fixture.bookIdsOf(authorId))
      for (let n = 0; n < 3; n++) yield ["book", fixture.book(bookId)];
  }
}
