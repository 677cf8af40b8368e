// Scenario 32: a nested query over GraphQL, resolver by resolver.
import { atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type GraphqlTreeObserved = {
  readonly errors: number;
  readonly authors: number;
  readonly bios: number;
  readonly reviews: number;
  readonly tags: number;
  readonly selects: number;
};

/** The schema, the same for all. */
export const typeDefs = /* GraphQL */ `
  type Query {
    publishers: [Publisher!]!
  }
  type Publisher {
    name: String!
    authors: [Author!]!
  }
  type Author {
    lastName: String!
    profile: Profile
    books: [Book!]!
  }
  type Profile {
    bio: String!
  }
  type Book {
    title: String!
    author: Author!
    reviews: [Review!]!
    tags: [Tag!]!
  }
  type Review {
    rating: Int!
  }
  type Tag {
    name: String!
  }
`;

/** The question. */
export const query = /* GraphQL */ `
  {
    publishers {
      name
      authors {
        lastName
        profile {
          bio
        }
        books {
          title
          author {
            lastName
          }
          reviews {
            rating
          }
          tags {
            name
          }
        }
      }
    }
  }
`;

interface Answer {
  readonly errors?: ReadonlyArray<unknown> | null;
  readonly data?: {
    readonly publishers: ReadonlyArray<{
      readonly authors: ReadonlyArray<{
        readonly profile: { readonly bio: string } | null;
        readonly books: ReadonlyArray<{
          readonly reviews: ReadonlyArray<unknown>;
          readonly tags: ReadonlyArray<unknown>;
        }>;
      }>;
    }>;
  } | null;
}

/** What is in the answer, and how often the database was asked for it. */
export function observeAnswer(
  body: string,
  statements: ReadonlyArray<string>,
): GraphqlTreeObserved {
  const { data, errors } = JSON.parse(body) as Answer;
  const authors = (data?.publishers ?? []).flatMap((publisher) => publisher.authors);
  const books = authors.flatMap((author) => author.books);
  return {
    errors: errors?.length ?? 0,
    authors: authors.length,
    bios: authors.filter(({ profile }) => profile !== null).length,
    reviews: books.flatMap((book) => book.reviews).length,
    tags: books.flatMap((book) => book.tags).length,
    selects: statements.filter((sql) => /^(select|with)/i.test(sql)).length,
  };
}

export const graphqlTree: Scenario<GraphqlTreeObserved> = {
  number: 32,
  title: "a nested query over GraphQL",
  question:
    "A server (Fastify and Mercurius, one unit of work for each request) is asked over HTTP for all publishers with their authors, each with profile and books, each of these with author, reviews and tags. Each field is resolved on its own. How often is the database asked?",
  rightAnswer:
    "Once for each kind of thing: six times. 30 authors and bios, 180 reviews, 180 tags.",
  note: "BEGIN and COMMIT around the six are the statements more: the whole selection is known from the query and leaves in one round trip.",
  judge: judgeBy({
    errors: [exactly(0), "errors"],
    authors: [exactly(30), "authors"],
    bios: [exactly(30), "bios"],
    reviews: [exactly(180), "reviews"],
    tags: [exactly(180), "tags"],
    selects: [atMost(6), "times asked"],
  }),
};
