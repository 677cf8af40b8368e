// Who reads, and what they think of it.
import { createEntityTable, foreignKey } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createEntityTable(b, "readers", {
    name: { type: "text", notNull: true },
    email: { type: "text", notNull: true, unique: true },
    is_generated: {
      type: "boolean",
      notNull: true,
      default: false,
      comment: "Made up by the seed.",
    },
  });

  createEntityTable(b, "reviews", {
    book_id: foreignKey("books", { notNull: true }),
    reader_id: foreignKey("readers", { notNull: true }),
    rating: { type: "integer", notNull: true, check: "rating BETWEEN 1 AND 5" },
    body: { type: "text" },
    is_generated: {
      type: "boolean",
      notNull: true,
      default: false,
      comment: "Made up by the seed, after the star counts of the book.",
    },
  });
  b.addConstraint("reviews", "reviews_reader_book_unique", { unique: ["reader_id", "book_id"] });
}
