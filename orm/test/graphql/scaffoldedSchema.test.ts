// The schema that codegen makes of the test domain, and the hints of what is selected from it; no database.
import {
  buildSchema,
  execute,
  graphql,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  parse,
  printType,
  validateSchema,
} from "graphql";
import { convertInfoToLoadHint } from "kingpost/graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Author } from "../schema/entities/Author.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { newSchema, scaffoldedSdl } from "./scaffoldedSchema.ts";

let sdl: string;
let schema: GraphQLSchema;

beforeAll(async () => {
  sdl = await scaffoldedSdl({ deleteMutations: true });
  schema = newSchema(sdl);
});

describe("the scaffolded schema", () => {
  it.each([
    [{}, "cursor"],
    [{}, "limit"],
    [{ filters: "operators", orders: "nested", deleteMutations: true, unindexed: true }, "cursor"],
    [{ lazy: true, only: ["Author", "Book", "Comment"] }, "cursor"],
  ] as const)("R-GQL-9 builds with graphql 16: %j %s", async (config, style) => {
    const made = buildSchema(await scaffoldedSdl(config, style));

    expect(validateSchema(made)).toEqual([]);
    expect(made.getType("Author")).toBeDefined();
  });

  it("R-GQL-4 shows each kind of field by its type", () => {
    expect(printType(schema.getType("Author")!)).toMatchInlineSnapshot(`
      "type Author {
        id: ID!
        firstName: String!
        lastName: String
        age: Int
        balance: Decimal
        bornOn: Date
        isActive: Boolean!
        publisher: Publisher
        mentor: Author
        favoriteColor: Color
        favoriteColorDetails: ColorDetail
        version: Int!
        createdAt: DateTime!
        updatedAt: DateTime!
        books: [Book!]!
        image: Image
        mentees: [Author!]!
      }"
    `);
    expect(printType(schema.getType("Comment")!)).toMatchInlineSnapshot(`
      "type Comment {
        id: ID!
        body: String!
        parent: CommentParent!
        version: Int!
        createdAt: DateTime!
        updatedAt: DateTime!
        deletedAt: DateTime
        languages: [Language!]!
        likes: [Like!]!
        replies: [Comment!]!
      }"
    `);
    expect(printType(schema.getType("CommentParent")!)).toMatchInlineSnapshot(
      `"union CommentParent = Article | Topic | Comment"`,
    );
    expect(printType(schema.getType("PublisherGroup")!)).toMatchInlineSnapshot(`
      "type PublisherGroup {
        id: ID!
        name: String!
        version: Int!
        createdAt: DateTime!
        updatedAt: DateTime!
        critics(filter: CriticFilter, orderBy: [CriticOrder!], first: Int, after: String, last: Int, before: String): CriticsConnection!
        followers(filter: CriticFilter, orderBy: [CriticOrder!], first: Int, after: String, last: Int, before: String): CriticsConnection!
      }"
    `);
  });

  it("R-GQL-4 shows types that others extend as interfaces, with a type for what is exactly of them", () => {
    const animal = schema.getType("Animal") as GraphQLInterfaceType;
    const dog = schema.getType("Dog") as GraphQLObjectType;

    expect(animal.constructor.name).toBe("GraphQLInterfaceType");
    expect(dog.getInterfaces().map(({ name }) => name)).toEqual(["Mammal", "Animal"]);
    expect(schema.getType("PlainAnimal")).toBeUndefined();
    expect(
      schema
        .getPossibleTypes(schema.getType("Task") as GraphQLInterfaceType)
        .map(({ name }) => name),
    ).toEqual(["PlainTask", "TaskArchived", "TaskNew", "PlainTaskOld"]);
  });

  it("R-GQL-4 leaves out what is protected from reading, lazy or a list of bytes", () => {
    const document = schema.getType("Document") as GraphQLObjectType;

    expect(Object.keys(document.getFields())).toMatchInlineSnapshot(`
      [
        "id",
        "title",
        "folder",
        "previous",
        "status",
        "reviewer",
        "version",
        "createdAt",
        "updatedAt",
        "next",
      ]
    `);
  });

  it("R-GQL-5 saves what may be set, children that belong to their parent, and the version that was seen", () => {
    expect(printType(schema.getType("SaveBookInput")!)).toMatchInlineSnapshot(`
      "input SaveBookInput {
        id: ID
        title: String
        authorId: ID
        position: Int
        notes: String
        keywords: [String!]
        details: JSON
        tagIds: [ID!]
        expectedVersion: Int
      }"
    `);
    expect(printType(schema.getType("SaveTheatreInput")!)).toMatchInlineSnapshot(`
      "input SaveTheatreInput {
        id: ID
        name: String
        costumes: [SaveCostumeInput!]
        plays: [SavePlayInput!]
        expectedVersion: Int
      }"
    `);
    expect(printType(schema.getType("SavePlayInput")!)).toMatchInlineSnapshot(`
      "input SavePlayInput {
        id: ID
        op: SaveOp
        title: String
        theatreId: ID
        licenceId: ID
        prequelId: ID
        poster: SavePosterInput
        propIds: [ID!]
        sequels: [SavePlayInput!]
        expectedVersion: Int
      }"
    `);
    expect(printType(schema.getType("SaveDocumentInput")!)).toMatchInlineSnapshot(`
      "input SaveDocumentInput {
        id: ID
        title: String
        folderId: ID
        previousId: ID
        body: String
        summary: String
        expectedVersion: Int
      }"
    `);
  });

  it("R-GQL-6 filters and orders by what an index finds", () => {
    expect(printType(schema.getType("AuthorFilter")!)).toMatchInlineSnapshot(`
      """"
      What an index finds. A filter on any other column would read the whole table.
      """
      input AuthorFilter {
        id: [ID!]
        publisherId: [ID!]
        publisher: PublisherFilter
        mentorId: [ID!]
        mentor: AuthorFilter
        favoriteColor: [Color!]
        books: BookFilter
        image: ImageFilter
        mentees: AuthorFilter
      }"
    `);
    expect(printType(schema.getType("PublisherOrder")!)).toMatchInlineSnapshot(`
      "enum PublisherOrder {
        id_ASC
        id_DESC
        name_ASC
        name_DESC
      }"
    `);
  });

  it("R-GQL-6 filters by operators and orders by nested inputs where the configuration says so", async () => {
    const other = buildSchema(
      await scaffoldedSdl({ filters: "operators", orders: "nested", unindexed: true }),
    );

    expect(printType(other.getType("StringFilter")!)).toMatchInlineSnapshot(`
      "input StringFilter {
        eq: String
        ne: String
        in: [String!]
        nin: [String!]
        gt: String
        gte: String
        lt: String
        lte: String
        like: String
        ilike: String
        startsWith: String
        endsWith: String
        contains: String
        search: String
        isNull: Boolean
      }"
    `);
    expect(printType(other.getType("BookOrder")!)).toMatchInlineSnapshot(`
      "input BookOrder {
        id: Direction
        title: Direction
        position: Direction
        notes: Direction
        version: Direction
        createdAt: Direction
        updatedAt: Direction
        author: AuthorOrder
      }"
    `);
  });

  it("R-GQL-7 pages are by cursors, or by limit and offset", async () => {
    const limited = buildSchema(await scaffoldedSdl({}, "limit"));
    const argsOf = (made: GraphQLSchema): string[] => {
      const { authors } = made.getQueryType()!.getFields();
      return authors!.args.map(({ name }) => name);
    };

    expect([argsOf(schema), argsOf(limited)]).toEqual([
      ["filter", "orderBy", "first", "after", "last", "before"],
      ["filter", "orderBy", "limit", "offset"],
    ]);
    expect(printType(schema.getType("AuthorsConnection")!)).toBe(
      "type AuthorsConnection {\n  edges: [AuthorEdge!]!\n  nodes: [Author!]!\n  pageInfo: PageInfo!\n}",
    );
    expect(printType(limited.getType("AuthorsPage")!)).toBe(
      "type AuthorsPage {\n  entities: [Author!]!\n  pageInfo: LimitPageInfo!\n}",
    );
    expect(
      Object.keys((limited.getType("LimitPageInfo") as GraphQLObjectType).getFields()),
    ).toEqual(["totalCount", "hasNextPage", "hasPreviousPage", "nextPage", "currentPage"]);
  });

  it("R-GQL-8 has the entities and mutations that the configuration asks for", async () => {
    const some = buildSchema(await scaffoldedSdl({ exclude: ["Tag"] }));
    const few = buildSchema(await scaffoldedSdl({ only: ["Author", "Book"] }));
    const names = (made: GraphQLSchema): string[] =>
      Object.keys(made.getMutationType()!.getFields());

    expect(names(schema).filter((name) => name.endsWith("Author"))).toEqual([
      "saveAuthor",
      "deleteAuthor",
    ]);
    expect([some.getType("Tag"), some.getType("SaveTagInput")]).toEqual([undefined, undefined]);
    expect(names(few)).toEqual(["saveAuthor", "saveBook"]);
    expect(Object.keys((few.getType("Book") as GraphQLObjectType).getFields())).not.toContain(
      "tags",
    );
  });
});

describe("hints of selections", () => {
  /** The hint of what a query selects below `found`. */
  async function hintOf(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    type: typeof Author | typeof Comment | typeof Animal = Author,
  ): Promise<unknown> {
    let hint: unknown = "not asked";
    const field = {
      [Author.name]: "authors",
      [Comment.name]: "comments",
      [Animal.name]: "animals",
    }[type.name]!;
    const own = {
      Query: {
        [field]: (_: unknown, _args: unknown, _ctx: unknown, info: never) => {
          hint = convertInfoToLoadHint(type as typeof Author, info);
          return { nodes: [], edges: [], pageInfo: {} };
        },
      },
    };
    await graphql({ schema: newSchema(sdl, own), source: query, variableValues: variables });
    return hint;
  }

  it.each([
    ["{ authors { nodes { firstName } } }", undefined],
    ["{ authors { nodes { books { title } } } }", { books: {} }],
    [
      "{ authors { edges { cursor node { books { reviews { rating } } } } } }",
      { books: { reviews: {} } },
    ],
    [
      "{ authors { edges { node { books { title } } } nodes { publisher { name } } } }",
      { books: {}, publisher: {} },
    ],
    [
      "{ authors { nodes { all: books { title } more: books { reviews { id } } } } }",
      { books: { reviews: {} } },
    ],
    [
      "{ authors { nodes { ...B ... on Author { image { fileName } } } } } fragment B on Author { books { ...R } } fragment R on Book { reviews { id } }",
      { books: { reviews: {} }, image: {} },
    ],
    ["{ authors { nodes { mentor { id __typename } books { author { id } } } } }", { books: {} }],
    ["{ authors { nodes { mentor { id firstName } } } }", { mentor: {} }],
    ["{ authors { pageInfo { totalCount } } }", undefined],
  ])("R-GQLS-5 %s", async (query, hint) => {
    expect(await hintOf(query)).toEqual(hint);
  });

  it("R-GQLS-5 R-GQLS-1/convertInfoToLoadHint follows @skip and @include by the variables", async () => {
    const query = `query ($with: Boolean!) { authors { nodes {
      books @include(if: $with) { title } image @skip(if: $with) { fileName } ... @include(if: $with) { publisher { name } }
    } } }`;

    expect([await hintOf(query, { with: true }), await hintOf(query, { with: false })]).toEqual([
      { books: {}, publisher: {} },
      { image: {} },
    ]);
  });

  it("R-GQLS-5 reads a document that a server keeps anew wherever the variables, the entity or the schema are others", async () => {
    const hintsOf = async (
      source: string,
      asked: ReadonlyArray<readonly [type: typeof Author | typeof Comment, variables?: object]>,
    ): Promise<unknown[]> => {
      const document = parse(source);
      const hints: unknown[] = [];
      for (const [type, variableValues = {}] of asked) {
        const resolve = (_: unknown, _args: unknown, _ctx: unknown, info: never): object => {
          hints.push(convertInfoToLoadHint(type as typeof Author, info));
          return { nodes: [] };
        };
        const own = { Query: { authors: resolve } };
        await execute({
          schema: newSchema(sdl, own),
          document,
          variableValues: { ...variableValues },
        });
      }
      return hints;
    };
    const plain = "{ authors { nodes { books { title } ... on Author { image { fileName } } } } }";
    expect(await hintsOf(plain, [[Author], [Author], [Comment], [Author]])).toEqual([
      { books: {}, image: {} },
      { books: {}, image: {} },
      undefined,
      { books: {}, image: {} },
    ]);
    const conditional = `query ($with: Boolean!) { authors { nodes { ...F image @skip(if: $with) { fileName } } } }
      fragment F on Author { books @include(if: $with) { title } }`;
    expect(
      await hintsOf(conditional, [
        [Author, { with: true }],
        [Author, { with: false }],
        [Author, { with: true }],
      ]),
    ).toEqual([{ books: {} }, { image: {} }, { books: {} }]);
  });

  it("R-GQLS-5 follows inline fragments on unions and interfaces, and leaves out what means some types only", async () => {
    expect(
      await hintOf(
        "{ comments { nodes { parent { ... on Article { comments { id } } ... on Topic { comments { id } } ... on Comment { replies { id } } } } } }",
        {},
        Comment,
      ),
    ).toEqual({ parent: { comments: {}, replies: {} } });
    // Comments have no `comments`; topics do, and are not asked for theirs.
    expect(
      await hintOf(
        "{ comments { nodes { parent { ... on Article { comments { id } } } } } }",
        {},
        Comment,
      ),
    ).toEqual({ parent: {} });
    expect(
      await hintOf("{ animals { nodes { ... on Dog { tricks { id } } } } }", {}, Animal),
    ).toEqual({ tricks: {} });
  });

  it("R-GQLS-5 leaves fields that take arguments, and fields that are no members, to their resolvers", async () => {
    const own = sdl
      .replace(/type Author \{\n/, "type Author {\n  shout: [Book!]!\n  image(size: Int): Image\n")
      .replace(/\n  image: Image\n/, "\n");
    let hint: unknown;
    const authors = (_: unknown, _args: unknown, _ctx: unknown, info: never): object => {
      hint = convertInfoToLoadHint(Author, info);
      return { nodes: [] };
    };
    await graphql({
      schema: newSchema(own, { Query: { authors } }),
      source: "{ authors { nodes { shout { title } image { fileName } books { title } } } }",
    });

    expect(hint).toEqual({ books: {} });
  });
});
