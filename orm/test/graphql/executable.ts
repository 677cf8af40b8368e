// A schema over the test domain whose resolvers are all made by `entityResolver`, and a way to ask it.
import {
  buildSchema,
  graphql,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { entityResolver } from "kingpost/graphql";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Image } from "../schema/entities/Image.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";

const sdl = `
  type Query { authors: [Author!]!  author(id: ID!): Author  ids: [Author!]! }
  type Author {
    id: ID!  firstName: String!  age: Int  isActive: Boolean!  favoriteColor: Color  favoriteColorDetails: ColorDetail  isRed: Boolean!
    publisher: Publisher  mentor: Author  mentees: [Author!]!  books: [Book!]!  image: Image
  }
  enum Color { RED GREEN BLUE }
  type ColorDetail { code: Color!  name: String! }
  type Book { id: ID!  title: String!  heading: String!  author: Author!  tags: [Tag!]!  reviews: [Review!]! }
  type Image { id: ID!  fileName: String!  author: Author! }
  type Publisher { id: ID!  name: String! }
  type Review { id: ID!  rating: Int!  book: Book! }
  type Tag { id: ID!  name: String!  books: [Book!]! }
`;

type Resolvers = Readonly<Record<string, object>>;

/** Asks the schema; `root` overrides resolvers of queries. */
export async function ask(
  em: EntityManager,
  source: string,
  queries: object = {},
): Promise<unknown> {
  const schema = newSchema({
    Query: {
      authors: () => em.find(Author, {}),
      author: (_: unknown, { id }: { readonly id: string }) => em.load(Author, id),
      ...queries,
    },
  });
  const result = await graphql({ schema, source, contextValue: { em } });
  // As a client sees it, without graphql's prototypes.
  return JSON.parse(JSON.stringify(result)) as unknown;
}

function newSchema(resolvers: Resolvers): GraphQLSchema {
  const schema = buildSchema(sdl);
  const options = { schema };
  attach(schema, {
    ...resolvers,
    Author: entityResolver(Author, {}, options),
    Book: entityResolver(Book, { heading: "title" }, options),
    Image: entityResolver(Image, {}, options),
    Publisher: entityResolver(Publisher, {}, options),
    Review: entityResolver(Review, {}, options),
    Tag: entityResolver(Tag, {}, options),
  });
  return schema;
}

function attach(schema: GraphQLSchema, resolvers: Resolvers): void {
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name) as GraphQLObjectType;
    for (const [field, resolve] of Object.entries(fields))
      type.getFields()[field]!.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
  }
}
