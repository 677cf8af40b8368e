// The columns that are selected, as fragments that postgres.js puts into other queries.
import type postgres from "postgres";
import type { Sql } from "./openSql.ts";

type Fragment = postgres.PendingQuery<postgres.Row[]>;

export function selectPublishers(sql: Sql): Fragment {
  return sql`SELECT id, name, country, founded_year, created_at, updated_at FROM publishers`;
}

export function selectAuthors(sql: Sql): Fragment {
  return sql`SELECT id, publisher_id, first_name, last_name, email, age, is_active, bio, created_at, updated_at FROM authors`;
}

export function selectBooks(sql: Sql): Fragment {
  return sql`SELECT id, author_id, title, isbn, pages, price_cents, created_at, updated_at FROM books`;
}

export function selectReviews(sql: Sql): Fragment {
  return sql`SELECT id, book_id, rating, body, created_at, updated_at FROM reviews`;
}
