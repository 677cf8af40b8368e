import { expect, it } from "vitest";
import { pruneFilter } from "./pruneFilter.ts";

it("R-FILT-2 what is undefined at any depth is left out, with the objects that hold nothing else", () => {
  const filter = {
    name: "x",
    age: { gte: undefined, lte: 3 },
    title: { eq: undefined },
    author: { publisher: { name: undefined } },
    tags: {},
    born: null,
    when: new Date(0),
    list: [],
    flag: false,
  };
  expect(pruneFilter(filter)).toEqual({
    name: "x",
    age: { lte: 3 },
    born: null,
    when: new Date(0),
    list: [],
    flag: false,
  });
});

it("R-FILT-2 a filter that says nothing is no filter", () => {
  expect(pruneFilter({ author: { name: undefined } })).toBeUndefined();
});
