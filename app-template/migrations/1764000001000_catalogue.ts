// What there is to read: authors, their books, the series and tags that books belong to.
import { createEntityTable, createManyToManyTable, foreignKey } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createEntityTable(b, "authors", {
    name: { type: "text", notNull: true, unique: true },
  });

  createEntityTable(b, "series", {
    name: { type: "text", notNull: true, unique: true },
  });

  createEntityTable(b, "tags", {
    name: { type: "text", notNull: true, unique: true },
  });

  createEntityTable(b, "books", {
    title: { type: "text", notNull: true, comment: "Without the series, which is a relation." },
    original_title: { type: "text" },
    author_id: foreignKey("authors", { notNull: true, comment: "The first author." }),
    year: { type: "integer", comment: "Of the first publication; negative before our era." },
    isbn: { type: "text", comment: "Leading zeros were lost at the source." },
    language_id: foreignKey("language", { notNull: false }),
    series_id: foreignKey("series", { notNull: false }),
    series_position: {
      type: "numeric",
      comment: "Place in the series, such as 1 or 0.5; none for collections of several volumes.",
    },
    average_rating: { type: "numeric(3,2)", notNull: true, default: 0 },
    ratings_1: { type: "integer", notNull: true, default: 0, comment: "One star." },
    ratings_2: { type: "integer", notNull: true, default: 0 },
    ratings_3: { type: "integer", notNull: true, default: 0 },
    ratings_4: { type: "integer", notNull: true, default: 0 },
    ratings_5: { type: "integer", notNull: true, default: 0, comment: "Five stars." },
    goodbooks_id: {
      type: "integer",
      unique: true,
      comment: "The book_id of the data set; none for books of your own.",
    },
  });

  createEntityTable(b, "contributions", {
    author_id: foreignKey("authors", { notNull: true }),
    book_id: foreignKey("books", { notNull: true }),
    position: {
      type: "integer",
      notNull: true,
      check: "position > 1",
      comment: "Place among the book's authors; the first author is the book's own.",
    },
  });
  b.addConstraint("contributions", "contributions_book_author_unique", {
    unique: ["book_id", "author_id"],
  });

  createManyToManyTable(b, "books_to_tags", "books", "tags");
}
