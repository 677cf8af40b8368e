// What a schema made of text is given: resolvers, scalars, values of enums, and the answers to errors. No database.
import { buildSchema, graphql, GraphQLError } from "graphql";
import { Interval } from "kingpost";
import { AbortError } from "kingpost/errors";
import { addResolvers, newErrorFormatter, scalars } from "kingpost/graphql";
import { describe, expect, it } from "vitest";

async function run(
  sdl: string,
  resolvers: Readonly<Record<string, object>>,
  source: string,
): Promise<unknown> {
  const schema = addResolvers(buildSchema(sdl), resolvers);
  return JSON.parse(JSON.stringify(await graphql({ schema, source }))) as unknown;
}

describe("addResolvers", () => {
  it("R-GQLS-1/addResolvers gives fields their resolvers and enums the codes behind their values", async () => {
    const sdl = "type Query { mood(of: Mood!): Mood! } enum Mood { SO_SO HAPPY }";
    const seen: unknown[] = [];
    const mood = (_: unknown, { of }: { of: string }): string => {
      seen.push(of);
      return of;
    };

    const answer = await run(
      sdl,
      { Query: { mood }, Mood: { SO_SO: "so so" } },
      "{ a: mood(of: SO_SO) b: mood(of: HAPPY) }",
    );

    expect([answer, seen]).toEqual([{ data: { a: "SO_SO", b: "HAPPY" } }, ["so so", "HAPPY"]]);
  });

  it("R-GQLS-2 R-GQLS-1/addResolvers has more members than a type has fields, but no queries or types that there are not", () => {
    const sdl = "type Query { a: A } type A { x: Int } enum E { V }";
    const add = (resolvers: Readonly<Record<string, object>>) => () =>
      addResolvers(buildSchema(sdl), resolvers);

    expect(add({ A: { x: () => 1, y: () => 2 }, JSON: scalars.JSON })).not.toThrow();
    expect(add({ Query: { b: () => 1 } })).toThrow("The schema has no field Query.b.");
    expect(add({ B: {} })).toThrow("The schema has no type B.");
    expect(add({ E: { W: "w" } })).toThrow("The schema has no value E.W.");
  });
});

describe("scalars", () => {
  const names = Object.keys(scalars) as (keyof typeof scalars)[];
  const sdl = `${names.map((name) => `scalar ${name}`).join("\n")}
    type Query { ${names.map((name) => `${name}(x: ${name}): ${name}`).join("\n")} }`;
  const seen: unknown[] = [];
  const Query = Object.fromEntries(
    names.map((name) => [
      name,
      (_: unknown, { x }: { readonly x: unknown }) => {
        seen.push(x);
        return x;
      },
    ]),
  );

  it.each([
    [
      "DateTime",
      '"2026-11-24T09:30:00.5+01:00"',
      new Date("2026-11-24T08:30:00.500Z"),
      "2026-11-24T08:30:00.500Z",
    ],
    ["Date", '"2026-11-24"', new Date("2026-11-24T00:00:00Z"), "2026-11-24"],
    ["Time", '"09:30:00"', "09:30:00", "09:30:00"],
    ["Duration", '"P1DT2H"', "P1DT2H", "P1DT2H"],
    ["BigInt", '"9007199254740993"', 9007199254740993n, "9007199254740993"],
    ["BigInt", "7", 7n, "7"],
    ["Decimal", '"4.340"', "4.340", "4.340"],
    ["Decimal", "4.5", "4.5", "4.5"],
    [
      "UUID",
      '"018F3C3E-5F0A-7C3A-9B1E-2D3F4A5B6C7D"',
      "018f3c3e-5f0a-7c3a-9b1e-2d3f4a5b6c7d",
      "018f3c3e-5f0a-7c3a-9b1e-2d3f4a5b6c7d",
    ],
    ["JSON", "{ a: [1, null], b: true }", { a: [1, null], b: true }, { a: [1, null], b: true }],
  ] as const)("R-GQLS-1/scalars %s reads and shows %s", async (name, literal, value, shown) => {
    seen.length = 0;

    const answer = await run(sdl, { ...scalars, Query }, `{ ${name}(x: ${literal}) }`);

    expect([answer, seen]).toEqual([{ data: { [name]: shown } }, [value]]);
  });

  it.each([
    ["DateTime", '"2026-11-24"'],
    ["DateTime", '"2026-13-24T09:30:00Z"'],
    ["DateTime", "5"],
    ["Date", '"2026-02-31T"'],
    ["Date", '"x"'],
    ["BigInt", '"1.5"'],
    ["BigInt", "1e400"],
    ["Decimal", '"1; DROP TABLE"'],
    ["Decimal", '"NaN"'],
    ["UUID", '"x"'],
    ["Time", '"25"'],
    ["Duration", '"P"'],
  ] as const)(
    "R-GQLS-1/scalars %s refuses %s, and repeats nothing of it",
    async (name, literal) => {
      const answer = await run(sdl, { ...scalars, Query }, `{ ${name}(x: ${literal}) }`);

      const { errors } = answer as { errors: { message: string; extensions: unknown }[] };
      expect(errors.map(({ message, extensions }) => [message, extensions])).toEqual([
        [`This is no ${name}`, { code: "BAD_USER_INPUT" }],
      ]);
    },
  );

  it("R-GQLS-1/scalars shows intervals as ISO 8601 and keeps texts", async () => {
    const value = new Interval({ days: 1, hours: 2 });
    const own = { Query: { Duration: () => value, DateTime: () => "2026-01-01T00:00:00Z" } };

    expect(await run(sdl, { ...scalars, ...own }, "{ Duration DateTime }")).toEqual({
      data: { Duration: "P1DT2H", DateTime: "2026-01-01T00:00:00Z" },
    });
  });
});

describe("newErrorFormatter", () => {
  const lines: unknown[] = [];
  const log = {
    info: (about: object, message: string) => void lines.push(["info", about, message]),
    error: (about: object, message: string) => void lines.push(["error", about, message]),
  };

  function format(
    isProduction: boolean,
    errors: ReadonlyArray<Error>,
    data?: unknown,
    reply: object = {},
  ): unknown {
    lines.length = 0;
    const execution = { errors, ...(data === undefined ? {} : { data }) };
    const answer = newErrorFormatter({ isProduction })(execution, { log, reply });
    return JSON.parse(JSON.stringify(answer)) as unknown;
  }

  it("R-GQLS-9 R-GQLS-1/newErrorFormatter masks what is no fault of the client, and logs it whole under the id that is told", () => {
    const secret = new Error('relation "users" does not exist');

    const answer = format(true, [
      new GraphQLError(secret.message, { originalError: secret, path: ["a"] }),
    ]);

    expect(answer).toEqual({
      statusCode: 200,
      response: {
        data: null,
        errors: [
          {
            message: "Something went wrong on the server",
            path: ["a"],
            extensions: { code: "INTERNAL_SERVER_ERROR", logId: expect.any(String) as string },
          },
        ],
      },
    });
    const { logId } = (answer as { response: { errors: { extensions: { logId: string } }[] } })
      .response.errors[0]!.extensions;
    expect(lines).toEqual([
      ["error", { err: secret, logId }, "Something went wrong on the server"],
    ]);
  });

  it("R-GQLS-1/newErrorFormatter takes a read that ended with its client for no fault, and one that ended while its client waits for one", () => {
    const ended = new AbortError({ operation: "find Author", cause: undefined });

    format(true, [new GraphQLError(ended.message, { originalError: ended })], undefined, {
      raw: { destroyed: true },
    });
    const whenGone = [...lines];
    format(true, [new GraphQLError(ended.message, { originalError: ended })], undefined, {
      raw: { destroyed: false },
    });

    expect(whenGone).toEqual([
      ["info", { code: "ABORTED" }, "The client went away before it was answered"],
    ]);
    expect(lines.map((line) => (line as ReadonlyArray<unknown>)[0])).toEqual(["error"]);
  });

  it("R-GQLS-1/newErrorFormatter lists what is wrong with a query, in production without suggestions", () => {
    const wrong = Object.assign(new Error("Graphql validation error"), {
      statusCode: 400,
      errors: [
        new GraphQLError('Cannot query field "titel" on type "Book". Did you mean "title"?'),
      ],
    });
    const messagesOf = (answer: unknown): unknown =>
      (answer as { response: { errors: { message: string }[] } }).response.errors.map(
        ({ message }) => message,
      );

    expect(format(false, [wrong])).toMatchObject({ statusCode: 400 });
    expect([messagesOf(format(false, [wrong])), messagesOf(format(true, [wrong]))]).toEqual([
      ['Cannot query field "titel" on type "Book". Did you mean "title"?'],
      ['Cannot query field "titel" on type "Book".'],
    ]);
  });

  it("R-GQLS-1/newErrorFormatter keeps codes that the application gave, and tells a body that is too large", () => {
    const own = Object.assign(new Error("Too many requests"), {
      statusCode: 429,
      code: "RATE_LIMITED",
    });
    const large = Object.assign(new Error("Request body is too large"), {
      statusCode: 413,
      code: "FST_ERR_CTP_BODY_TOO_LARGE",
    });
    const codesOf = (errors: ReadonlyArray<Error>): unknown => {
      const answer = format(true, errors) as {
        statusCode: number;
        response: { errors: { extensions: { code: string } }[] };
      };
      return [
        answer.statusCode,
        ...answer.response.errors.map(({ extensions }) => extensions.code),
      ];
    };

    expect([codesOf([own]), codesOf([large])]).toEqual([
      [429, "RATE_LIMITED"],
      [413, "BODY_TOO_LARGE"],
    ]);
    expect(format(true, [own], { a: 1 })).toMatchObject({ statusCode: 200 });
  });
});
