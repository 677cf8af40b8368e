// What some scenarios need beside the library: a lazy column, a soft delete, a reference to several types, wide numbers and times.
import { createEntityTable, foreignKey } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

/** 30 shops of which three are softly deleted, 60 offers, and 60 comments on authors and books in turn. */
export function up(b: MigrationBuilder): void {
  b.addColumns("books", { synopsis: { type: "text" } });
  b.sql("UPDATE books SET synopsis = 'What happens in ' || title");
  createEntityTable(b, "shops", { name: { type: "text", notNull: true } }, { softDelete: true });
  createEntityTable(b, "offers", {
    shop_id: foreignKey("shops", { notNull: true }),
    title: { type: "text", notNull: true },
    code: { type: "bigint", notNull: true },
    listed_at: { type: "timestamptz", notNull: true },
  });
  createEntityTable(b, "comments", {
    text: { type: "text", notNull: true },
    parent_author_id: foreignKey("authors", { notNull: false }),
    parent_book_id: foreignKey("books", { notNull: false }),
  });
  b.addConstraint("comments", "comments_parent", {
    check: "num_nonnulls(parent_author_id, parent_book_id) = 1",
  });
  b.sql(`INSERT INTO shops (name, deleted_at)
    SELECT 'Shop ' || n, CASE WHEN n % 10 = 0 THEN '2026-01-01'::timestamptz END FROM generate_series(1, 30) n`);
  // Codes that no double holds exactly, one hour from one offer to the next.
  b.sql(`INSERT INTO offers (shop_id, title, code, listed_at)
    SELECT (n - 1) % 30 + 1, 'Offer ' || n, 9007199254740992 + n, '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 hour'
    FROM generate_series(1, 60) n`);
  b.sql(`INSERT INTO comments (text, parent_author_id, parent_book_id)
    SELECT 'Comment ' || n, CASE WHEN n % 2 = 0 THEN n / 2 END, CASE WHEN n % 2 = 1 THEN n END
    FROM generate_series(1, 60) n`);
}

export function down(b: MigrationBuilder): void {
  b.dropTable("comments");
  b.dropTable("offers");
  b.dropTable("shops");
  b.dropColumns("books", ["synopsis"]);
}
