// Verdicts on observations whose answer is known, whoever made them.
import { describe, expect, it } from "vitest";
import { bothSides } from "../scenarios/bothSides.ts";
import { identity } from "../scenarios/identity.ts";
import { anything, atMost, exactly, judgeBy, like } from "../scenarios/judgeBy.ts";
import { loopOverAuthors } from "../scenarios/loopOverAuthors.ts";
import { readBeforeLoad } from "../scenarios/readBeforeLoad.ts";
import { unflushedChange } from "../scenarios/unflushedChange.ts";

describe("identity", () => {
  const all = {
    loadedAgain: true,
    found: true,
    byReference: true,
    inCollection: true,
    atOnce: true,
  };

  it("is right when every way leads to the same object", () => {
    expect(identity.judge(all)).toEqual({ isRight: true, does: "one object on all ways" });
  });

  it("is wrong when one does not, and names it", () => {
    expect(identity.judge({ ...all, found: false, atOnce: false })).toEqual({
      isRight: false,
      does: "another object: found, atOnce",
    });
  });
});

describe("the loop over authors", () => {
  it("is right with one statement for all, whatever it takes one by one", () => {
    expect(loopOverAuthors.judge({ books: 90, together: 1, oneByOne: 30 })).toEqual({
      isRight: true,
      does: "1 together, 30 one by one",
    });
  });

  it("is wrong with one for each", () => {
    expect(loopOverAuthors.judge({ books: 90, together: 30, oneByOne: 30 })).toEqual({
      isRight: false,
      does: "30 together, 30 one by one",
    });
  });

  it("is wrong when books are missing, however few statements it took", () => {
    expect(loopOverAuthors.judge({ books: 3, together: 1, oneByOne: 1 })).toEqual({
      isRight: false,
      does: "1 together, 1 one by one, but 3 books of 90",
    });
  });
});

describe("both sides", () => {
  const all = {
    leftOld: true,
    joinedLoaded: true,
    joinedUnloaded: true,
    stayed: true,
    isStored: true,
  };

  it("are right when they agree", () => {
    expect(bothSides.judge(all)).toEqual({ isRight: true, does: "both sides agree" });
  });

  it("are wrong with every fact that fails", () => {
    expect(bothSides.judge({ ...all, leftOld: false, stayed: false })).toEqual({
      isRight: false,
      does: "the former author keeps the book; and lacks it after the flush",
    });
  });
});

describe("the unflushed change", () => {
  const good = {
    isSameObject: true,
    survives: true,
    writes: 0,
    wasSeenOutside: false,
    foundByNewValue: 0,
    isStored: true,
  };

  it("is right when it survives and the find only reads", () => {
    expect(unflushedChange.judge(good)).toEqual({
      isRight: true,
      does: "the change survives, no write; found by its new value: no",
    });
  });

  it("is wrong when the find wrote, even if that makes the new value findable", () => {
    const flushing = { ...good, writes: 1, wasSeenOutside: true, foundByNewValue: 1 };
    expect(unflushedChange.judge(flushing)).toEqual({
      isRight: false,
      does: "the find wrote (1); and committed; found by its new value: yes",
    });
  });
});

describe("the read before load", () => {
  const refused = {
    code: "a",
    compiler: "Property 'get' does not exist",
    runtime: { throws: "Error" },
  };

  it("is right when all reads are refused, and throw when forced", () => {
    expect(readBeforeLoad.judge({ reads: [refused] })).toEqual({
      isRight: true,
      does: "compile error, and throws when forced",
    });
  });

  it("is wrong with each read that compiles or gives something", () => {
    const reads = [
      refused,
      { ...refused, code: "b", compiler: undefined },
      { ...refused, code: "c", runtime: { gives: "undefined" } },
    ];
    expect(readBeforeLoad.judge({ reads })).toEqual({
      isRight: false,
      does: "b compiles and throws; c is refused, forced it gives undefined",
    });
  });
});

describe("verdicts by facts", () => {
  const judge = judgeBy<{ books: number; rows: number; error: string; seen: boolean }>({
    books: [exactly(90), "books"],
    rows: [atMost(1_000), "rows"],
    error: [like(/^refused/), "it says"],
    seen: [anything, "seen"],
  });

  it("are right when every fact is, and tell them all", () => {
    expect(judge({ books: 90, rows: 1_000, error: "refused: no", seen: false })).toEqual({
      isRight: true,
      does: "books: 90, rows: 1,000, it says: refused: no, seen: no",
    });
  });

  it("are wrong when one is not, which is told first", () => {
    expect(judge({ books: 90, rows: 1_001, error: "lost", seen: true })).toEqual({
      isRight: false,
      does: "rows: 1,001, it says: lost, books: 90, seen: yes",
    });
  });
});
