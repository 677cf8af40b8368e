// The generated rows have the shape that the work items promise.
import { describe, expect, it } from "vitest";
import { Fixture } from "../fixtures/Fixture.ts";
import { fullSizes } from "../fixtures/Sizes.ts";

const fixture = new Fixture(fullSizes);

describe("the fixture", () => {
  it("has 1,000 authors, 10,000 books, 50,000 reviews and 30,000 links, each parent with its equal part", () => {
    expect([fixture.bookCount, fixture.reviewCount]).toEqual([10_000, 50_000]);
    const booksOf = Map.groupBy(ids(10_000), (id) => fixture.book(id).authorId);
    expect(new Set([...booksOf.values()].map((list) => list.length))).toEqual(new Set([10]));
    expect(booksOf.get(17)).toEqual(fixture.bookIdsOf(17));
    const reviewsOf = Map.groupBy(ids(50_000), (id) => fixture.review(id).bookId);
    expect(new Set([...reviewsOf.values()].map((list) => list.length))).toEqual(new Set([5]));
    expect(reviewsOf.get(4_711)).toEqual(fixture.reviewIdsOf(4_711));
    const authorsOf = Map.groupBy(ids(1_000), (id) => fixture.author(id).publisherId);
    expect(authorsOf.size).toBe(100);
    const links = ids(10_000).flatMap((id) => fixture.tagIdsOf(id).map((tag) => `${id}-${tag}`));
    expect(new Set(links).size).toBe(30_000);
  });

  it("is the same every time, and different from row to row", () => {
    expect(new Fixture(fullSizes).author(5)).toEqual(fixture.author(5));
    expect(fixture.author(5)).not.toEqual({ ...fixture.author(6), id: 5 });
    expect(new Set(ids(50_000).map((id) => fixture.review(id).body)).size).toBeGreaterThan(49_900);
  });

  it("gives W3 100 different authors that exist", () => {
    const drawn = fixture.treeAuthorIds();
    expect(new Set(drawn).size).toBe(100);
    expect(drawn.every((id) => id >= 1 && id <= 1_000)).toBe(true);
  });
});

function ids(count: number): ReadonlyArray<number> {
  return Array.from({ length: count }, (_, n) => n + 1);
}
