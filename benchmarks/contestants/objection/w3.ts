// W3 with Objection: `$relatedQuery` where a relation is met.
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { readResolved } from "../readTrees.ts";
import { resolveTrees } from "../resolveTrees.ts";
import { Author, type Book, type Publisher, type Review } from "./models.ts";
import { openKnex } from "./openKnex.ts";

export const w3: Contestant<W3Input> = {
  notes: ["There is nothing in Objection that batches; Knex's pool has 10 connections."],
  open: (url, { authorIds }) =>
    openKnex(url, async () => {
      const authors = await Author.query().findByIds([...authorIds]);
      const trees = await resolveTrees<Author, Book, Review, Publisher>(authors, {
        booksOf: (author) => author.$relatedQuery("books").execute(),
        reviewsOf: (book) => book.$relatedQuery("reviews").execute(),
        bookOf: async (review) => await review.$relatedQuery("book"),
        authorOf: async (book) => await book.$relatedQuery("author"),
        publisherOf: (author) => author.$relatedQuery("publisher").execute(),
      });
      return () => [...readResolved(trees)];
    }),
};
