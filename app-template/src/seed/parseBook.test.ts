import { expect, it } from "vitest";
import { parseBook } from "./parseBook.ts";

const row = {
  book_id: "2",
  title: "Harry Potter and the Sorcerer's Stone (Harry Potter, #1)",
  original_title: "Harry Potter and the Philosopher's Stone",
  authors: "J.K. Rowling, Mary GrandPré, J.K. Rowling",
  original_publication_year: "1997",
  language_code: "en-US",
  isbn: "439554934",
  average_rating: "4.44",
  ratings_1: "75504",
  ratings_2: "101676",
  ratings_3: "455024",
  ratings_4: "1156318",
  ratings_5: "3011543",
};

it("reads a row of the data set, each author once", () => {
  expect(parseBook(row)).toEqual({
    goodbooksId: 2,
    title: "Harry Potter and the Sorcerer's Stone",
    originalTitle: "Harry Potter and the Philosopher's Stone",
    firstAuthor: "J.K. Rowling",
    otherAuthors: ["Mary GrandPré"],
    year: 1997,
    language: "EN_US",
    isbn: "439554934",
    averageRating: "4.44",
    stars: [75504, 101676, 455024, 1156318, 3011543],
    series: "Harry Potter",
    seriesPosition: "1",
  });
});

it("leaves out what the data set does not know", () => {
  const bare = {
    ...row,
    original_title: "",
    original_publication_year: "",
    language_code: "",
    isbn: "",
    title: "Plain",
  };

  const { originalTitle, year, language, isbn, series, seriesPosition } = parseBook(bare);

  expect([originalTitle, year, language, isbn, series, seriesPosition]).toEqual(
    Array.from({ length: 6 }),
  );
});

it("takes years before our era, and both codes of English", () => {
  expect(parseBook({ ...row, original_publication_year: "-720" }).year).toBe(-720);
  expect(["eng", "en"].map((code) => parseBook({ ...row, language_code: code }).language)).toEqual([
    "ENG",
    "ENG",
  ]);
});

it.each([
  ["title", " "],
  ["authors", ""],
  ["ratings_3", "many"],
  ["language_code", "xx"],
  ["original_publication_year", "1997.5"],
])("names the book and the column when %s is %j", (column, value) => {
  expect(() => parseBook({ ...row, [column]: value })).toThrow(
    expect.objectContaining({
      code: "SEED_DATA",
      message: `Book 2 of the data set: ${column} is ${JSON.stringify(value)}.`,
    }),
  );
});
