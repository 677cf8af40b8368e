// W1 with postgres.js by hand: one SELECT.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { type AuthorObject, readAuthor } from "../readRecord.ts";
import { openSql } from "./openSql.ts";
import { selectAuthors } from "./selects.ts";

export const w1: Contestant<W1Input> = {
  notes: ["postgres.js prepares every statement by itself; it has one connection (`max: 1`)."],
  open: (url) =>
    openSql(url, async (sql) => {
      const authors = await sql<AuthorObject[]>`${selectAuthors(sql)}`;
      return () => authors.map((author) => ["author", readAuthor(author)]);
    }),
};
