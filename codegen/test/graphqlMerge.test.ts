// The GraphQL side of a project over time: what codegen puts in, and what it leaves as people made it. No database.
import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { checkConfig } from "../src/config/checkConfig.ts";
import type { Config } from "../src/config/Config.ts";
import { toSettings } from "../src/config/toSettings.ts";
import { CodegenError } from "../src/errors/CodegenError.ts";
import { type Scaffold, scaffoldGraphql } from "../src/graphql/scaffoldGraphql.ts";
import { modelOf } from "./modelOf.ts";
import type { ShortTable } from "./schemaOf.ts";

type Tables = Readonly<Record<string, ShortTable>>;
type Files = Map<string, string>;

/** Runs codegen on what there is, and gives what there is afterwards. */
function run(
  tables: Tables,
  files: Files = new Map(),
  config: Config = {},
): Files & { warnings: ReadonlyArray<string> } {
  const scaffold = scaffolded(tables, files, config);
  const after = new Map(files);
  for (const { path, mode, contents } of scaffold.files)
    if (mode !== "once" || !after.has(path)) after.set(path, contents);
  return Object.assign(after, { warnings: scaffold.warnings });
}

function scaffolded(tables: Tables, files: Files, config: Config = {}): Scaffold {
  const all = { graphql: true, ...config };
  return scaffoldGraphql({
    model: modelOf(tables, all),
    settings: toSettings(checkConfig(all)).graphql!,
    existing: files,
    folders: { resolvers: "src/graphql/resolvers", entities: "src/entities", extension: ".ts" },
    context: { name: "Context", module: "./src/context.ts" },
  });
}

/** Changes a file as a person would. */
function edit(files: Files, path: string, change: (text: string) => string): Files {
  const before = files.get(path)!;
  const after = change(before);
  expect(after).not.toBe(before);
  return new Map(files).set(path, after);
}

const authors: Tables = {
  authors: { columns: { first_name: "text!", age: "integer", email: "text unique" } },
};
const author = "schema/author.graphql";

function problemsOf(work: () => unknown): ReadonlyArray<string> {
  try {
    work();
  } catch (error) {
    if (error instanceof CodegenError) return error.problems;
    throw error;
  }
  return [];
}

describe("what is made", () => {
  it("R-GQL-1/schema/author.graphql R-GQL-1/schema/scalars.graphql R-GQL-1/schema/.history.json R-GQL-1/resolvers/author/author.test.ts R-GQL-1/resolvers/objects/author/authorResolvers.ts R-GQL-1/resolvers/testUtils.ts a schema file, resolvers and a test per entity, and what belongs to all", () => {
    const files = run(authors);

    expect([...files.keys()].toSorted()).toEqual([
      "resolvers/allResolvers.ts",
      "resolvers/author/author.test.ts",
      "resolvers/author/authorQuery.ts",
      "resolvers/author/authorsQuery.ts",
      "resolvers/author/saveAuthorMutation.ts",
      "resolvers/objects/author/authorResolvers.ts",
      "resolvers/testUtils.ts",
      "resolvers/types.ts",
      "schema/.history.json",
      author,
      "schema/pageInfo.graphql",
      "schema/root.graphql",
    ]);
    expect(files.get(author)).toMatchInlineSnapshot(`
      "extend type Query {
        author(id: ID!): Author!
        authors(
          filter: AuthorFilter
          orderBy: [AuthorOrder!]
          first: Int
          after: String
          last: Int
          before: String
        ): AuthorsConnection!
      }

      extend type Mutation {
        saveAuthor(input: SaveAuthorInput!): SaveAuthorResult!
      }

      type Author {
        id: ID!
        firstName: String!
        age: Int
        email: String
      }

      type AuthorsConnection {
        edges: [AuthorEdge!]!
        nodes: [Author!]!
        pageInfo: PageInfo!
      }

      type AuthorEdge {
        node: Author!
        cursor: String!
      }

      "What an index finds. A filter on any other column would read the whole table."
      input AuthorFilter {
        id: [ID!]
        email: [String!]
      }

      enum AuthorOrder {
        id_ASC
        id_DESC
        email_ASC
        email_DESC
      }

      input SaveAuthorInput {
        id: ID
        firstName: String
        age: Int
        email: String
      }

      type SaveAuthorResult {
        author: Author!
      }
      "
    `);
    expect(files.get("resolvers/author/saveAuthorMutation.ts")).toMatchInlineSnapshot(`
      "import { saveEntity } from "kingpost/graphql";
      import { Author } from "../../../entities/Author.ts";
      import type { MutationResolvers } from "../types.ts";

      export const saveAuthorMutation: Pick<MutationResolvers, "saveAuthor"> = {
        saveAuthor: async (_, { input }, ctx) => ({ author: await saveEntity(ctx, Author, input) }),
      };
      "
    `);
    expect(files.get("resolvers/objects/author/authorResolvers.ts")).toMatchInlineSnapshot(`
      "import { entityResolver } from "kingpost/graphql";
      import { Author } from "../../../../entities/Author.ts";
      import type { AuthorResolvers } from "../../types.ts";

      export const authorResolvers: AuthorResolvers = { ...entityResolver(Author) };
      "
    `);
  });

  it("R-GQL-1/schema/enums.graphql R-GQL-1/resolvers/enumResolvers.ts enums are written anew each time, with the codes behind names that GraphQL cannot spell", () => {
    const tables: Tables = {
      colors: {
        columns: { id: "integer!", code: "text! unique", name: "text!", hue: "integer" },
        rows: [
          { id: "1", code: "RED", name: "Red", hue: "0" },
          { id: "2", code: "DARK BLUE", name: "Dark blue", hue: "240" },
        ],
      },
      pens: { columns: { color_id: "-> colors!" } },
    };
    const files = run(tables);
    const again = run(
      tables,
      edit(files, "schema/enums.graphql", (text) => text.replace("RED", "PINK")),
    );

    expect(files.get("schema/enums.graphql")).toBe(
      "enum Color {\n  RED\n  DarkBlue\n}\n\ntype ColorDetail {\n  code: Color!\n  name: String!\n  hue: Float\n}\n",
    );
    expect(again.get("schema/enums.graphql")).toBe(files.get("schema/enums.graphql"));
    expect(files.get("resolvers/enumResolvers.ts")).toContain('Color: { DarkBlue: "DARK BLUE" }');
  });

  it("R-GQL-11 R-GQL-1/resolvers/types.ts R-GQL-1/resolvers/allResolvers.ts resolver types follow from the whole schema, what people wrote in it included", () => {
    const own = new Map([
      [
        "schema/own.graphql",
        "extend type Query { shout(word: String!): Loud }\ntype Loud { text: String! author: Author }\n",
      ],
      ["resolvers/own/shoutQuery.ts", "export const shoutQuery = {};\n"],
    ]);
    const files = run(authors, own);

    const types = files.get("resolvers/types.ts")!;
    expect(types).toContain(
      "readonly shout: Resolver<unknown, QueryShoutArgs, Loud | null | undefined>;",
    );
    expect(types).toContain(
      "export interface Loud {\nreadonly text: Field<string>;\nreadonly author?: Field<EntityOrId<Author> | null | undefined> | undefined;\n}",
    );
    expect(files.get("resolvers/allResolvers.ts")).toContain("...shoutQuery");
    expect([...files.keys()].filter((path) => /codegen\.|\.yml$/.test(path))).toEqual([]);
  });
});

describe("what is left out", () => {
  it("R-GQL-4 shows nothing that is sensitive, and neither filters nor orders by it; it may be set", () => {
    const config: Config = { entities: { Author: { fields: { email: { sensitive: true } } } } };
    const sdl = run(authors, new Map(), config).get(author)!;

    const lines = sdl.split("\n").filter((line) => line.includes("email"));
    expect(lines).toEqual(["  email: String"]);
    expect(/input SaveAuthorInput[^]*?\n\}/.exec(sdl)![0]).toContain("  email: String\n");
  });
});

describe("what is merged", () => {
  it("R-GQL-3 a second run changes nothing", () => {
    const files = run(authors);

    expect(new Map(run(authors, files))).toEqual(new Map(files));
  });

  it("R-GQL-3 a new column comes at its place, and all else stays: comments, descriptions, directives, order, form", () => {
    const files = edit(run(authors), author, (text) =>
      text
        .replace(
          "type Author {\n",
          '# Ours.\ntype Author @key(fields: "id") {\n  # By hand.\n  shout(loud:   Boolean): String   # why not\n',
        )
        .replace(
          "  firstName: String!\n  age: Int\n",
          '  age: Int # in years\n  "Given."\n  firstName: String!  @deprecated(reason: "x")\n\n',
        )
        .concat("\ndirective @key(fields: String!) on OBJECT\n"),
    );
    const columns = {
      first_name: "text!",
      middle_name: "text",
      age: "integer",
      height: "real",
      email: "text unique",
    };

    const after = run({ authors: { columns } }, files).get(author)!;

    const type = /# Ours[^]*?\n\}/.exec(after)![0];
    expect(type).toMatchInlineSnapshot(`
      "# Ours.
      type Author @key(fields: "id") {
        # By hand.
        shout(loud:   Boolean): String   # why not
        id: ID!
        age: Int # in years
        height: Float
        "Given."
        firstName: String!  @deprecated(reason: "x")
        middleName: String

        email: String
      }"
    `);
    expect(() =>
      buildSchema(
        [...run({ authors: { columns } }, files)]
          .flatMap(([path, text]) => (path.endsWith(".graphql") ? [text] : []))
          .join("\n"),
      ),
    ).not.toThrow();
    expect(/input SaveAuthorInput[^]*?\n\}/.exec(after)![0]).toBe(
      "input SaveAuthorInput {\n  id: ID\n  firstName: String\n  middleName: String\n  age: Int\n  height: Float\n  email: String\n}",
    );
  });

  it("R-GQL-2 what was deleted by hand stays deleted: fields, types, mutations; what is still named is an error with its line", () => {
    const cut = edit(run(authors), author, (text) =>
      text
        .replace("  email: String\n}\n\ntype AuthorsConnection", "}\n\ntype AuthorsConnection")
        .replace(/extend type Mutation \{[^]*?\n\}\n\n/, "")
        .replace(/type SaveAuthorResult \{[^]*?\n\}/, ""),
    );
    cut.delete("resolvers/author/saveAuthorMutation.ts");
    cut.delete("resolvers/author/author.test.ts");
    const after = run(authors, cut);
    const gone = new Map(after);
    gone.delete("schema/pageInfo.graphql");

    expect(after.get(author)).toBe(cut.get(author));
    expect(after.has("resolvers/author/saveAuthorMutation.ts")).toBe(false);
    expect(after.get("resolvers/allResolvers.ts")).not.toContain("saveAuthor");
    expect(after.get("resolvers/author/author.test.ts")).not.toContain("saveAuthor");
    expect(problemsOf(() => run(authors, gone))).toEqual([
      expect.stringMatching(/^schema\/author\.graphql:\d+: Unknown type "PageInfo"\.$/),
    ]);
  });

  it("R-GQL-2 what vanished from the database is reported with its line, until it is removed or kept on purpose", () => {
    const files = run(authors);
    const columns = { given_name: "text!", email: "text unique" };
    const less = run({ authors: { columns } }, files);

    const lineOf = (text: string): number =>
      files.get(author)!.slice(0, files.get(author)!.indexOf(text)).split("\n").length;
    expect(less.warnings).toEqual([
      `schema/author.graphql:${lineOf("  firstName: String!")} Author.firstName was made for what the database does not have any more (is it givenName now?); remove it, or write # keep above it.`,
      `schema/author.graphql:${lineOf("  age: Int")} Author.age was made for what the database does not have any more; remove it, or write # keep above it.`,
      expect.stringContaining("SaveAuthorInput.firstName was made for"),
      expect.stringContaining("SaveAuthorInput.age was made for"),
    ]);
    expect(less.get(author)).toContain("  firstName: String!\n");
    expect(run({ authors: { columns } }, less).warnings).toHaveLength(4);
    const settled = edit(less, author, (text) =>
      text
        .replace("  firstName: String!\n", "  # keep: a resolver of ours\n  firstName: String!\n")
        .replace(/  (firstName: String|age: Int)\n/g, ""),
    );
    expect(run({ authors: { columns } }, settled).warnings).toEqual([]);
  });

  it("R-GQL-2 a table that vanished is reported by each of its types", () => {
    const files = run({ ...authors, tags: { columns: { name: "text!" } } });

    const { warnings } = run(authors, files);

    expect(warnings.map((each) => each.replace(/:\d+/, ""))).toContain(
      "schema/tag.graphql Tag was made for what the database does not have any more; remove it, or write # keep above it.",
    );
  });

  it("R-GQL-3 a column whose type changed takes its field along, unless somebody gave it a type of their own", () => {
    const files = edit(run(authors), author, (text) =>
      text.replace("  age: Int\n", "  age: Float # exact\n"),
    );
    const columns = { first_name: "text", age: "bigint!", email: "text! unique" };

    const after = run({ authors: { columns } }, files).get(author)!;

    expect(/type Author \{[^]*?\n\}/.exec(after)![0]).toBe(
      "type Author {\n  id: ID!\n  firstName: String\n  age: Float # exact\n  email: String!\n}",
    );
  });

  it("R-GQL-3 an argument that is new is added, one that was taken away stays away", () => {
    const style = { paginationStyle: "limit" } as const;
    const files = run(authors, new Map(), style);
    const cut = edit(files, author, (text) => text.replace(", offset: Int", ""));

    expect(run(authors, cut, style).get(author)).toBe(cut.get(author));
    const adopted = new Map(files);
    adopted.set("schema/.history.json", "{}");
    adopted.set(author, cut.get(author)!);
    expect(run(authors, adopted, style).get(author)).toContain("limit: Int, offset: Int)");
  });

  it("R-GQL-10 a name that a hand-written type has is an error with the lines of both", () => {
    const own = new Map([
      ["schema/own.graphql", "scalar Money\n\ntype AuthorFilter {\n  x: Int\n}\n"],
    ]);

    expect(problemsOf(() => run(authors, own))).toEqual([
      "own.graphql:3 defines AuthorFilter, which entity Author needs as an input at author.graphql:1. Give yours another name, or leave the entity out of the schema (entities.X.graphql: false).",
    ]);
  });

  it("R-GQL-10 names that two things of the domain need, or that are GraphQL's own, are errors", () => {
    expect(problemsOf(() => run({ queries: {}, author_filters: {}, ...authors }))).toEqual([
      "entity Author and entity AuthorFilter would both need the name AuthorFilter in the GraphQL schema. Leave one out of the schema (entities.X.graphql: false), or name it otherwise.",
      "entity Query would need the name Query, which is that of a root. Leave one out of the schema (entities.X.graphql: false), or name it otherwise.",
    ]);
  });

  it("R-GQL-2 a schema file that is no GraphQL is an error with its line, and a broken history too", () => {
    const files = run(authors);

    expect(
      problemsOf(() => run(authors, new Map(files).set(author, "type Author {\n  id ID!\n}"))),
    ).toEqual(['author.graphql:2 is no GraphQL: Syntax Error: Expected ":", found Name "ID".']);
    expect(
      problemsOf(() => run(authors, new Map(files).set("schema/.history.json", "{")))[0],
    ).toMatch(/^schema\/\.history\.json is not JSON: /);
  });

  it("R-GQL-8 an entity that is left out later is reported, not removed", () => {
    const files = run({ ...authors, tags: { columns: { name: "text!" } } });

    const after = run({ ...authors, tags: { columns: { name: "text!" } } }, files, {
      entities: { Tag: { graphql: false } },
    });

    expect(after.get("schema/tag.graphql")).toBe(files.get("schema/tag.graphql"));
    expect(after.warnings.length).toBeGreaterThan(5);
  });
});
