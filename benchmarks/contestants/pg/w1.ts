// W1 by hand: one SELECT, every cell parsed by `pg`.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";
import { type AuthorRow, readAuthor, selectAuthors } from "./rows.ts";

export const w1: Contestant<W1Input> = {
  notes: [],
  open: (url) =>
    openClient(url, async (client) => {
      const { rows } = await client.query<AuthorRow>(selectAuthors);
      return () => rows.map((row) => ["author", readAuthor(row)]);
    }),
};
