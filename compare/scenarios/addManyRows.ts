// Rows for the scenarios that need many: authors with a book each, which has two tags.

/** Fills up to `count` authors and books; those that are there count. */
export async function addManyRows(
  outside: (sql: string) => Promise<unknown>,
  count: number,
): Promise<void> {
  await outside("DELETE FROM books_to_tags");
  await outside("DELETE FROM comments");
  await outside("DELETE FROM reviews");
  await outside("DELETE FROM books");
  await outside(`INSERT INTO authors (first_name, last_name, publisher_id)
    SELECT 'First ' || n, 'Last ' || n, (n - 1) % 5 + 1 FROM generate_series(31, ${count}) n`);
  await outside(`INSERT INTO books (title, author_id)
    SELECT 'Title ' || n, n FROM generate_series(1, ${count}) n`);
  await outside(`INSERT INTO books_to_tags (book_id, tag_id)
    SELECT id, (id + step * 5) % 12 + 1 FROM books, generate_series(0, 1) step`);
  await outside("ANALYZE");
}
