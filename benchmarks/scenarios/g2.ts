// G2: the smallest query there is, one book by its id, over HTTP.
import { bodyOf, type Load, shares } from "../load/Load.ts";

const query = `query Book($id: ID!) {
  book(id: $id) { id title isbn pages priceCents createdAt updatedAt }
}`;

export const g2: Load = {
  item: "G2",
  title: "GraphQL over HTTP: one book by id",
  question: "What does a request cost that asks for next to nothing?",
  equal: "10 connections ask one after the other for another book each time, with all its columns.",
  fair: [
    "One schema, one Fastify, one Mercurius with the same settings, a pool of 10 connections each.",
    "The hand-written statement is named, so that the server parses it once per connection.",
    "Most of it is HTTP and GraphQL, which is the same for everybody: ratios are near 1.",
  ],
  requests: (fixture) =>
    shares(fixture.bookCount, 200).map((ids) =>
      ids.map((id) => {
        const { title, isbn, pages, priceCents, createdAt, updatedAt } = fixture.book(id);
        const book = { id: `b:${id}`, title, isbn, pages, priceCents, createdAt, updatedAt };
        return {
          body: bodyOf(query, { id: `b:${id}` }),
          answer: JSON.stringify({ data: { book } }),
        };
      }),
    ),
};
