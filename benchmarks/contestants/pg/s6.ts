// S6 by hand: one client, one statement.
import type { S6Input } from "../../scenarios/s6.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";
import { type AuthorRow, readAuthor, selectAuthors } from "./rows.ts";

export const s6: Contestant<S6Input> = {
  notes: [],
  open: (url, { authorId }) =>
    openClient(url, async (client) => {
      const { rows } = await client.query<AuthorRow>(`${selectAuthors} WHERE id = $1`, [authorId]);
      return () => rows.map((row) => ["author", readAuthor(row)]);
    }),
};
