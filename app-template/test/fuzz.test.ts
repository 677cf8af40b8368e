// Documents that nobody would write, sent by HTTP: made from the grammar and the schema, and bombs. Whatever comes, the answer is JSON
// with codes, nothing of the database is told, and the application goes on.
import { randomInt } from "node:crypto";
import {
  getNamedType,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { Reader } from "../src/entities/Reader.ts";
import { Review } from "../src/entities/Review.ts";
import { newSchema } from "../src/graphql/schema.ts";
import { seededRandom } from "../src/seed/seededRandom.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";

let app: TestApp;

beforeAll(async () => {
  app = await newTestApp("fuzz", { LOG_LEVEL: "error" });
  const em = app.newEm();
  const author = em.create(Author, { name: "a1" });
  const book = em.create(Book, { title: "b1", author });
  const reader = em.create(Reader, { name: "r1", email: "r1@example.org" });
  em.create(Review, { book, reader, rating: 5 });
  await em.flush();
});

afterAll(() => app.close());

/** What no answer may tell: tables, constraints, SQL, places in the code, an address. */
const leaks =
  /_pkey|_fkey|_key\b|_check\b|\bSELECT\b|\bINSERT\b|\bUPDATE\b|relation \\"|violates|node_modules|\.ts:\d|\bat \w+ \(|r1@example/;

it(
  "R-GQLS-10 2,000 documents made from the grammar are answered in JSON with codes, and tell nothing of the database",
  { timeout: 240_000 },
  async () => {
    const seed = Number(process.env["FUZZ_SEED"] ?? randomInt(1_000_000));
    const writer = new DocumentWriter(newSchema(), seededRandom(seed));
    const wrong: unknown[] = [];
    let answered = 0;
    const work = async (): Promise<void> => {
      while (answered < 2_000) {
        answered++;
        const query = writer.document();
        const { status, body } = await app.query(query, writer.variables());
        const problem = problemOf(status, body);
        if (problem !== undefined) wrong.push({ seed, problem, query, body });
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));

    expect(wrong.slice(0, 3)).toEqual([]);
    expect(await app.query("{ authors { nodes { name } } }")).toMatchObject({ status: 200 });
    // No connection is kept by a request that ended.
    expect(app.database.pool.waitingCount).toBe(0);
    expect(app.database.pool.idleCount).toBe(app.database.pool.totalCount);
  },
);

function problemOf(status: number, body: unknown): string | undefined {
  const text = JSON.stringify(body);
  if (![200, 400].includes(status)) return `status ${status}`;
  if (leaks.test(text)) return "a leak";
  const { errors = [] } = body as { errors?: { extensions?: { code?: unknown } }[] };
  if (errors.some(({ extensions }) => typeof extensions?.code !== "string")) return "no code";
  const codes = errors.map(({ extensions }) => extensions!.code);
  return codes.includes("INTERNAL_SERVER_ERROR") ? "an error of ours" : undefined;
}

type Named = ReturnType<typeof getNamedType>;

/** Writes documents that follow the schema, now and then nearly. */
class DocumentWriter {
  readonly #schema: GraphQLSchema;
  readonly #random: () => number;
  /** How often something is wrong. */
  #noise = 0;
  /** Of fields so far: aliases keep those apart that have different arguments. */
  #count = 0;

  constructor(schema: GraphQLSchema, random: () => number) {
    this.#schema = schema;
    this.#random = random;
  }

  /** Now and then wrong everywhere, mostly nowhere: so that some are answered and all kinds of mistakes are made. */
  document(): string {
    this.#noise = this.#pick([0, 0, 0, 0.02, 0.1]);
    this.#count = 0;
    const isMutation = this.#chance(0.2);
    const type = isMutation ? this.#schema.getMutationType()! : this.#schema.getQueryType()!;
    const body = this.#selection(type, 0);
    const used = ["$v: String", "$n: Int = 2", "$b: Boolean = true"].filter((each) =>
      body.includes(each.slice(0, 2)),
    );
    const variables = used.length === 0 ? "" : `(${used.join(", ")})`;
    const fragment = body.includes("...F")
      ? " fragment F on Book { title ...G } fragment G on Book { reviews { id } }"
      : "";
    const text = `${isMutation ? "mutation" : "query"} Q${variables} ${body}${fragment}`;
    return this.#chance(this.#noise) ? this.#broken(text) : text;
  }

  variables(): object {
    return this.#chance(this.#noise)
      ? { v: this.#text(), n: this.#pick([0, -1, 1e9, null, "x"]), b: false }
      : {};
  }

  #selection(type: Named, depth: number): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return "";
    const fields = Object.values(type.getFields());
    const count = 1 + Math.floor(this.#random() * 3);
    const parts = Array.from({ length: count }, () => {
      if (this.#chance(this.#noise))
        return this.#pick(["nothing", "__typename", "...F", "... { __typename }", "x: id"]);
      const field = this.#pick(fields);
      const below = getNamedType(field.type as GraphQLOutputType);
      const isLeaf = !isObjectType(below) && !isInterfaceType(below);
      if (!isLeaf && depth > 4) return "__typename";
      if (field.type.toString() === "[Book!]!" && this.#chance(0.1))
        return `a${this.#count++}: ${field.name} { ...F }`;
      const args = field.args.filter((arg) => isNonNullType(arg.type) || this.#chance(0.3));
      const given = args.map((arg) => `${arg.name}: ${this.#value(arg.type, 0)}`).join(", ");
      const alias = given === "" ? "" : `a${this.#count++}: `;
      const directive = this.#chance(0.05)
        ? this.#pick([" @skip(if: true)", " @include(if: $b)", this.#noise > 0 ? " @no" : ""])
        : "";
      return `${alias}${field.name}${given === "" ? "" : `(${given})`}${directive} ${isLeaf ? "" : this.#selection(below, depth + 1)}`;
    });
    return `{ ${parts.join(" ")} }`;
  }

  #value(type: GraphQLInputType, depth: number): string {
    if (this.#chance(this.#noise))
      return this.#pick(["null", "$v", '"x"', "{}", "[[1]]", "1e999", "RED"]);
    if (isNonNullType(type)) return this.#value(type.ofType, depth);
    if (isListType(type)) {
      const items = Array.from({ length: Math.floor(this.#random() * 3) }, () =>
        this.#value(type.ofType, depth),
      );
      return `[${items.join(", ")}]`;
    }
    if (isEnumType(type)) return this.#pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const some = depth > 6 ? [] : fields.filter(() => this.#chance(2 / fields.length));
      return `{ ${some.map((field) => `${field.name}: ${this.#value(field.type, depth + 1)}`).join(", ")} }`;
    }
    switch (type.name) {
      case "Int":
        return String(
          this.#pick([
            1,
            2,
            3,
            4,
            5,
            this.#chance(0.1) ? -1 : 6,
            this.#chance(0.1) ? 2 ** 31 - 1 : 7,
          ]),
        );
      case "Boolean":
        return this.#pick(["true", "false"]);
      case "ID":
        return JSON.stringify(
          this.#pick([
            "b:1",
            "a:1",
            "r:1",
            "review:1",
            "b:0",
            "b:x",
            "a:99999999999",
            "",
            "__proto__",
          ]),
        );
      case "Decimal":
        return this.#pick(['"1.5"', "2", '"1e5"', '"x"']);
      default:
        return JSON.stringify(this.#text());
    }
  }

  #text(): string {
    return this.#pick([
      "x",
      "'; DROP TABLE books; --",
      "\u0000",
      "\u00a0",
      "é\u202e",
      "%_\\",
      "x".repeat(300),
      "${7*7}",
      "constructor",
    ]);
  }

  #broken(text: string): string {
    const at = Math.floor(this.#random() * text.length);
    const mark = this.#pick(["{", "}", "(", '"', "$", "@", "\u0000", "...", "&", ""]);
    return text.slice(0, at) + mark + text.slice(at + 1);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #pick<T>(list: ReadonlyArray<T>): T {
    return list[Math.floor(this.#random() * list.length)]!;
  }
}

const bombs: ReadonlyArray<readonly [what: string, query: string, code: string]> = [
  [
    "aliases",
    `{ ${Array.from({ length: 5_000 }, (_, at) => `a${at}: __typename`).join(" ")} }`,
    "BAD_USER_INPUT",
  ],
  [
    "depth",
    `{ book(id: "b:1") ${"{ author { books ".repeat(40)}{ id }${" } }".repeat(40)} }`,
    "QUERY_TOO_DEEP",
  ],
  [
    "fragments that spread each other",
    `{ book(id: "b:1") { ...A } } fragment A on Book { ...B } fragment B on Book { ...A }`,
    "BAD_USER_INPUT",
  ],
  [
    "fragments that double",
    `{ books { nodes { ...F0 } } } ${Array.from({ length: 30 }, (_, at) => `fragment F${at} on Book { author { books { ...F${at + 1} } } reviews { book { ...F${at + 1} } } }`).join(" ")} fragment F30 on Book { id }`,
    "QUERY_TOO_DEEP",
  ],
  ["tokens", `{ authors { nodes { ${"name ".repeat(20_000)} } } }`, "BAD_USER_INPUT"],
  [
    "lists",
    `{ books(filter: { id: [${'"b:1",'.repeat(9_000)}] }) { nodes { id } } }`,
    "BAD_USER_INPUT",
  ],
  [
    "nesting",
    `{ books(filter: ${"{ author: { books: ".repeat(3_000)}{}${" } }".repeat(3_000)}) { nodes { id } } }`,
    "BAD_USER_INPUT",
  ],
];

it.each(bombs)("R-APP-5 a bomb of %s is refused before anything runs", async (_, query, code) => {
  const sent = await app.statements(async () => {
    const { status, body } = await app.query(query);
    expect([status, codesOf(body).includes(code)]).toEqual([400, true]);
  });

  expect(sent).toEqual([]);
});

it("R-APP-5 filters nested too deeply in variables are refused", async () => {
  let filter: object = {};
  for (let depth = 0; depth < 40; depth++) filter = { author: { books: filter } };

  const sent = await app.statements(async () => {
    const { body } = await app.query(
      "query ($filter: BookFilter) { books(filter: $filter) { nodes { id } } }",
      { filter },
    );
    expect(codesOf(body)).toEqual(["BAD_USER_INPUT"]);
  });

  expect(sent).toEqual([]);
});

it("R-APP-5 batches are refused", async () => {
  const operation = { query: "{ authors { nodes { id } } }" };
  const payload = Array.from({ length: 1_000 }, () => operation);
  const { statusCode, body } = await app.server.inject({
    method: "POST",
    url: "/graphql",
    payload,
  });

  expect([statusCode, typeof JSON.parse(body)]).toEqual([400, "object"]);
});

it("R-GQLS-10 R-GQL-6 a filter on a column without an index, a field that was left out and a protected one are BAD_USER_INPUT", async () => {
  const queries = [
    '{ books(filter: { originalTitle: ["x"] }) { nodes { id } } }',
    "{ books(orderBy: [year_ASC]) { nodes { id } } }",
    "{ readers { nodes { email } } }",
    '{ readers(filter: { email: ["r1@example.org"] }) { nodes { id } } }',
    'mutation { saveReader(input: { id: "r:1", isGenerated: true }) { reader { id } } }',
    'mutation { saveReview(input: { id: "review:1", createdAt: "2020-01-01T00:00:00Z" }) { review { id } } }',
    'mutation { saveBook(input: { id: "b:1", title: "x" }) { book { id } } }',
  ];
  const sent = await app.statements(async () => {
    for (const query of queries) {
      const { status, body } = await app.query(query);
      expect([status, codesOf(body)]).toEqual([400, ["BAD_USER_INPUT"]]);
    }
  });

  expect(sent).toEqual([]);
});

function codesOf(body: unknown): unknown[] {
  const { errors = [] } = body as { errors?: { extensions: { code: unknown } }[] };
  return errors.map(({ extensions }) => extensions.code);
}
