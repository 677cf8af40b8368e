// From a row of books.csv to a book: every column is checked, since a file can be edited.
import { AppError } from "../AppError.ts";
import { type Language, Languages } from "../entities/enums/Language.ts";
import type { BookRecord } from "./BookRecord.ts";
import { parseTitle } from "./parseTitle.ts";

/** A row by the names of the file's columns. */
export type BookRow = Readonly<Record<string, string>>;

/** @throws AppError `SEED_DATA` naming the book and the column */
export function parseBook(row: BookRow): BookRecord {
  const { title, series, position } = parseTitle(text(row, "title"));
  const [firstAuthor = "", ...otherAuthors] = new Set(text(row, "authors").split(", "));
  return {
    goodbooksId: whole(row, "book_id"),
    title,
    originalTitle: row["original_title"]?.trim() || undefined,
    firstAuthor,
    otherAuthors,
    year: row["original_publication_year"] ? whole(row, "original_publication_year") : undefined,
    language: languageOf(row),
    isbn: row["isbn"] || undefined,
    averageRating: text(row, "average_rating"),
    stars: [
      whole(row, "ratings_1"),
      whole(row, "ratings_2"),
      whole(row, "ratings_3"),
      whole(row, "ratings_4"),
      whole(row, "ratings_5"),
    ],
    series,
    seriesPosition: position,
  };
}

/** The data set writes English as `eng` and, four times, as `en`. */
function languageOf(row: BookRow): Language | undefined {
  const code = row["language_code"];
  if (!code) return undefined;
  const known = code === "en" ? "ENG" : code.toUpperCase().replace("-", "_");
  return (Languages.findByCode(known) ?? unreadable(row, "language_code")).code;
}

function text(row: BookRow, column: string): string {
  return row[column]?.trim() || unreadable(row, column);
}

function whole(row: BookRow, column: string): number {
  const value = text(row, column);
  return /^-?\d+$/.test(value) ? Number(value) : unreadable(row, column);
}

function unreadable(row: BookRow, column: string): never {
  const value = JSON.stringify(row[column] ?? null);
  throw new AppError(
    "SEED_DATA",
    `Book ${row["book_id"] ?? "without an id"} of the data set: ${column} is ${value}.`,
  );
}
