// The rows that every scenario begins with: 5 publishers, 30 authors, 90 books, 180 reviews, 12 tags, 180 links.
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  b.sql("INSERT INTO publishers (name) SELECT 'Publisher ' || n FROM generate_series(1, 5) n");
  b.sql(`INSERT INTO authors (first_name, last_name, publisher_id, mentor_id)
    SELECT 'First ' || n, 'Last ' || n, (n - 1) % 5 + 1, CASE WHEN n > 5 THEN (n - 1) % 5 + 1 END
    FROM generate_series(1, 30) n`);
  b.sql(
    "INSERT INTO profiles (author_id, bio) SELECT n, 'Bio ' || n FROM generate_series(1, 30) n",
  );
  b.sql(
    "INSERT INTO books (title, author_id) SELECT 'Title ' || n, (n - 1) % 30 + 1 FROM generate_series(1, 90) n",
  );
  b.sql(
    "INSERT INTO reviews (book_id, rating) SELECT (n - 1) % 90 + 1, n % 5 + 1 FROM generate_series(1, 180) n",
  );
  b.sql("INSERT INTO tags (name) SELECT 'Tag ' || n FROM generate_series(1, 12) n");
  b.sql(`INSERT INTO books_to_tags (book_id, tag_id)
    SELECT book, (book + step * 5) % 12 + 1 FROM generate_series(1, 90) book, generate_series(0, 1) step`);
}

/** The tables go with the migration that made them. */
export function down(b: MigrationBuilder): void {
  b.sql("TRUNCATE publishers, authors, profiles, books, reviews, tags, books_to_tags");
}
