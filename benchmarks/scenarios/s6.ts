// S6: a process that has just started. From the import of the library to the first row.
import { digest } from "./digest.ts";
import type { Scenario } from "./Scenario.ts";

export interface S6Input {
  readonly authorId: number;
}

export const s6: Scenario<S6Input> = {
  item: "S6",
  title: "cold start: from the import to the first row",
  question:
    "How long does a function or a command wait for its first row, in a process of its own?",
  equal:
    "A fresh process each time. The clock starts before the contestant's first import and stops when every field of one author was read: import, models, connection, one statement.",
  fair: [
    "Node's own start is not in it, nor is the harness: the process imports nothing of a contestant before.",
    "All libraries are JavaScript as published, Kingpost too; models and generated code are TypeScript that Node strips, for everybody.",
    "Nothing is bundled, and the compile cache of Node is off.",
  ],
  warmUps: 0,
  iterations: 1,
  study: "coldStart",
  input: (fixture) => ({ authorId: fixture.treeAuthorIds()[0] ?? 1 }),
  expected: (fixture) => digest([["author", fixture.author(s6.input(fixture).authorId)]]),
  observe: ({ reading }) => Promise.resolve(digest(reading)),
};
