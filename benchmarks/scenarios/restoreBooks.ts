// Gives books the titles and times that they had at first.
import type { Client } from "pg";
import type { Fixture } from "../fixtures/Fixture.ts";

export async function restoreBooks(
  database: Client,
  fixture: Fixture,
  ids: ReadonlyArray<number>,
): Promise<void> {
  const books = ids.map((id) => fixture.book(id));
  await database.query(
    "UPDATE books AS b SET title = g.title, updated_at = g.updated_at FROM unnest($1::int[], $2::text[], $3::timestamptz[]) AS g(id, title, updated_at) WHERE b.id = g.id",
    [ids, books.map(({ title }) => title), books.map(({ updatedAt }) => updatedAt)],
  );
}
