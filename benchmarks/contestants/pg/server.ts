// G1 to G3 by hand: a save locks the book, looks at what is there, and writes, in a transaction.
import { checkPrice } from "../../load/checkPrice.ts";
import { numberOf } from "../../load/numberOf.ts";
import type { ServingContestant } from "../ServingContestant.ts";
import { type BookObject, bookColumns, openServer, type SaveBook } from "./openServer.ts";

export const server: ServingContestant = {
  notes: [
    "Mercurius' loaders run with `cache: false`, which is faster here; statements are named.",
  ],
  open: (url, poolSize) => openServer(url, poolSize, saveBook),
};

const saveBook: SaveBook = async (pool, input) => {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const stored =
      input.id === undefined
        ? undefined
        : (
            await client.query<BookObject>({
              name: "lockBook",
              text: `SELECT ${bookColumns} FROM books WHERE id = $1 FOR NO KEY UPDATE`,
              values: [numberOf(input.id)],
            })
          ).rows[0];
    if (input.id !== undefined && stored === undefined)
      throw new Error(`There is no book ${input.id}.`);
    const { id: _, authorId, ...given } = input;
    const author = authorId === undefined ? {} : { authorId: numberOf(authorId) };
    const merged = { isbn: null, ...stored, ...given, ...author } as BookObject;
    checkPrice(merged);
    const values = [merged.authorId, merged.title, merged.isbn, merged.pages, merged.priceCents];
    const { rows } =
      stored === undefined
        ? await client.query<BookObject>({
            name: "insertBook",
            text: `INSERT INTO books (author_id, title, isbn, pages, price_cents) VALUES ($1, $2, $3, $4, $5) RETURNING ${bookColumns}`,
            values,
          })
        : await client.query<BookObject>({
            name: "updateBook",
            text: `UPDATE books SET author_id = $1, title = $2, isbn = $3, pages = $4, price_cents = $5, updated_at = now()
              WHERE id = $6 RETURNING ${bookColumns}`,
            values: [...values, stored.id],
          });
    await client.query("COMMIT");
    return rows[0];
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
};
