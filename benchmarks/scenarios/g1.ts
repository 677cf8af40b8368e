// G1: a nested query over HTTP, 20 authors with their books and all reviews of these.
import type { Fixture } from "../fixtures/Fixture.ts";
import { bodyOf, connections, type Load, type LoadRequest } from "../load/Load.ts";

const query = `query Shelf($ids: [ID!]!, $first: Int!) {
  authors(filter: { id: $ids }, first: $first) {
    nodes { id firstName lastName books { id title pages reviews { id rating body } } }
  }
}`;

/** The authors of one request. */
const pageSize = 20;
/** Different requests of one connection. */
const pages = 5;

export const g1: Load = {
  item: "G1",
  title: "GraphQL over HTTP: 20 authors with 200 books and 1,000 reviews",
  question: "What does a nested query cost, from the socket to the socket?",
  equal:
    "10 connections ask one after the other for other authors each time: ids and two or three fields of each level, 120 kB of JSON.",
  fair: [
    "One schema, one Fastify, one Mercurius with the same settings, a pool of 10 connections each; what differs are resolvers, loaders and what is behind them.",
    "Authors come by id, books and reviews too, because answers are compared letter by letter.",
    "Ids carry the tag of their type, which everybody but Kingpost adds in a resolver.",
  ],
  requests: (fixture) => {
    const { authors } = fixture.sizes;
    const size = Math.min(pageSize, Math.floor(authors / connections));
    const all = Math.min(pages, Math.floor(authors / size / connections));
    return Array.from({ length: connections }, (_, connection) =>
      Array.from({ length: all }, (__, page) => {
        const first = (connection * all + page) * size + 1;
        return requestFor(
          fixture,
          Array.from({ length: size }, (___, n) => first + n),
        );
      }),
    );
  },
};

function requestFor(fixture: Fixture, authorIds: ReadonlyArray<number>): LoadRequest {
  const ids = authorIds.map((id) => `a:${id}`);
  const nodes = authorIds.map((id) => {
    const { firstName, lastName } = fixture.author(id);
    return { id: `a:${id}`, firstName, lastName, books: fixture.bookIdsOf(id).map(bookOf) };
  });
  function bookOf(id: number): object {
    const { title, pages: count } = fixture.book(id);
    const reviews = fixture.reviewIdsOf(id).map((reviewId) => {
      const { rating, body } = fixture.review(reviewId);
      return { id: `r:${reviewId}`, rating, body };
    });
    return { id: `b:${id}`, title, pages: count, reviews };
  }
  return {
    body: bodyOf(query, { ids, first: ids.length }),
    answer: JSON.stringify({ data: { authors: { nodes } } }),
  };
}
