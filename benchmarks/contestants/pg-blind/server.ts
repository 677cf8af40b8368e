// G3 by hand without a look at what is there: one UPDATE, which cannot check what it overwrites.
import { numberOf } from "../../load/numberOf.ts";
import { type BookObject, bookColumns, openServer, type SaveBook } from "../pg/openServer.ts";
import type { ServingContestant } from "../ServingContestant.ts";

export const server: ServingContestant = {
  notes: [
    "One UPDATE of what came, without a transaction and without reading the book: it does less than the others, since it checks nothing.",
  ],
  open: (url, poolSize) => openServer(url, poolSize, saveBook),
};

const saveBook: SaveBook = async (pool, { id, authorId, title, isbn, pages, priceCents }) => {
  if (id === undefined) throw new Error("This one only changes books.");
  const author = authorId === undefined ? null : numberOf(authorId);
  const { rows } = await pool.query<BookObject>({
    name: "updateBook",
    text: `UPDATE books SET author_id = coalesce($1, author_id), title = coalesce($2, title), isbn = CASE WHEN $7 THEN $3 ELSE isbn END,
        pages = coalesce($4, pages), price_cents = coalesce($5, price_cents), updated_at = now()
      WHERE id = $6 RETURNING ${bookColumns}`,
    values: [
      author,
      title ?? null,
      isbn ?? null,
      pages ?? null,
      priceCents ?? null,
      numberOf(id),
      isbn !== undefined,
    ],
  });
  return rows[0];
};
