// W3 with TypeORM: it has no loader, so each resolver finds.
import { In } from "typeorm";
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { readResolved } from "../readTrees.ts";
import { resolveTrees } from "../resolveTrees.ts";
import { Author, Book, Publisher, Review } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const w3: Contestant<W3Input> = {
  notes: ["There is nothing in TypeORM that batches; its pool has 10 connections."],
  open: (url, { authorIds }) =>
    openSource(url, async (manager) => {
      const authors = await manager.findBy(Author, { id: In([...authorIds]) });
      const trees = await resolveTrees(authors, {
        booksOf: ({ id }) => manager.findBy(Book, { authorId: id }),
        reviewsOf: ({ id }) => manager.findBy(Review, { bookId: id }),
        bookOf: ({ bookId }) => manager.findOneByOrFail(Book, { id: bookId }),
        authorOf: ({ authorId }) => manager.findOneByOrFail(Author, { id: authorId }),
        publisherOf: async ({ publisherId }) =>
          publisherId === null ? null : manager.findOneBy(Publisher, { id: publisherId }),
      });
      return () => [...readResolved(trees)];
    }),
};
