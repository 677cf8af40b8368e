// The tables that all scenarios work on.
import {
  createCreatedAtFunction,
  createEntityTable,
  createManyToManyTable,
  createUpdatedAtFunction,
  foreignKey,
} from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createCreatedAtFunction(b);
  createUpdatedAtFunction(b);
  createEntityTable(b, "publishers", { name: { type: "text", notNull: true } });
  createEntityTable(b, "authors", {
    first_name: { type: "text", notNull: true },
    last_name: { type: "text", notNull: true },
    publisher_id: foreignKey("publishers", { notNull: true }),
    mentor_id: foreignKey("authors", { notNull: false, otherFieldName: "mentees" }),
  });
  createEntityTable(b, "profiles", {
    author_id: foreignKey("authors", { notNull: true, unique: true }),
    bio: { type: "text", notNull: true },
  });
  createEntityTable(b, "books", {
    title: { type: "text", notNull: true },
    author_id: foreignKey("authors", { notNull: true }),
  });
  createEntityTable(b, "reviews", {
    book_id: foreignKey("books", { notNull: true }),
    rating: { type: "integer", notNull: true },
  });
  createEntityTable(b, "tags", { name: { type: "text", notNull: true } });
  createManyToManyTable(b, "books_to_tags", "books", "tags");
}
