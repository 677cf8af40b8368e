// The tables that the tests of the ORM work on: every kind of field and relation once, in a domain that needs no explanation.
import {
  createCreatedAtFunction,
  createEntityTable,
  createEnumTable,
  createManyToManyTable,
  createUpdatedAtFunction,
  foreignKey,
} from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createCreatedAtFunction(b);
  createUpdatedAtFunction(b);

  createEnumTable(b, "color", [
    ["RED", "Red"],
    ["GREEN", "Green"],
    ["BLUE", "Blue"],
  ]);

  createEntityTable(b, "publishers", {
    name: { type: "text", notNull: true, unique: true },
  });

  createEntityTable(b, "authors", {
    first_name: { type: "text", notNull: true },
    last_name: { type: "text" },
    age: { type: "integer" },
    balance: { type: "numeric" },
    born_on: { type: "date" },
    is_active: { type: "boolean", notNull: true, default: true },
    publisher_id: foreignKey("publishers", { notNull: false }),
    mentor_id: foreignKey("authors", { notNull: false, otherFieldName: "mentees" }),
    favorite_color_id: foreignKey("color", { notNull: false }),
  });

  createEntityTable(b, "books", {
    title: { type: "text", notNull: true, comment: "As printed on the cover." },
    author_id: foreignKey("authors", { notNull: true }),
    position: { type: "integer", notNull: true, default: 0 },
    notes: { type: "text" },
    keywords: { type: "text[]" },
    details: { type: "jsonb" },
  });

  createEntityTable(b, "reviews", {
    book_id: foreignKey("books", { notNull: true }),
    rating: { type: "integer", notNull: true, check: "rating BETWEEN 1 AND 5" },
    body: { type: "text" },
  });

  createEntityTable(b, "images", {
    author_id: foreignKey("authors", { notNull: true, unique: true }),
    file_name: { type: "text", notNull: true },
  });

  createEntityTable(b, "tags", {
    name: { type: "text", notNull: true, unique: true },
  });

  createManyToManyTable(b, "books_to_tags", "books", "tags");

  createEntityTable(
    b,
    "events",
    {
      name: { type: "text", notNull: true },
      book_id: foreignKey("books", { notNull: false }),
    },
    { idType: "uuid" },
  );

  // A key that Postgres refuses to be given, unless an INSERT insists.
  b.createTable("shops", {
    id: { type: "integer", primaryKey: true, sequenceGenerated: { precedence: "ALWAYS" } },
    name: { type: "text", notNull: true },
  });
}
