// W3 with Sequelize: the methods of its associations where a relation is met.
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { readResolved } from "../readTrees.ts";
import { resolveTrees } from "../resolveTrees.ts";
import type { Author, Book, Publisher, Review } from "./models.ts";
import { openSequelize } from "./openSequelize.ts";

export const w3: Contestant<W3Input> = {
  notes: ["There is nothing in Sequelize that batches; its pool has 5 connections."],
  open: (url, { authorIds }) =>
    openSequelize(url, async (desk) => {
      const authors = await desk.Author.findAll({ where: { id: [...authorIds] } });
      const trees = await resolveTrees<Author, Book, Review, Publisher>(authors, {
        booksOf: (author) => author.getBooks(),
        reviewsOf: (book) => book.getReviews(),
        bookOf: (review) => review.getBook(),
        authorOf: (book) => book.getAuthor(),
        publisherOf: (author) => author.getPublisher(),
      });
      return () => [...readResolved(trees)];
    }),
};
