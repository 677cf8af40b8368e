import { describe, expect, it } from "vitest";
import { parseDefault } from "./parseDefault.ts";

describe("parseDefault", () => {
  it.each([
    ["0", "integer", "0"],
    ["'-1'::integer", "integer", "-1"],
    ["(-1)", "integer", "-1"],
    ["1.50", "numeric", "1.50"],
    ["'9223372036854775807'::bigint", "bigint", "9223372036854775807"],
    ["true", "boolean", "t"],
    ["false", "boolean", "f"],
    ["''::text", "text", ""],
    ["'it''s'::character varying", "character varying", "it's"],
    ["'x'::character varying(10)", "character varying", "x"],
    [String.raw`E'a\\b'::text`, "text", String.raw`a\b`],
    ["'a::text'::text", "text", "a::text"],
    ["'{}'::text[]", "text[]", "{}"],
    [`'{"a": 1}'::jsonb`, "jsonb", `{"a": 1}`],
    [`'sad'::public."mo""od"`, `public."mo""od"`, "sad"],
    ["'2020-02-29'::date", "date", "2020-02-29"],
    [
      "'2020-02-29 11:00:00+00'::timestamp with time zone",
      "timestamp with time zone",
      "2020-02-29 11:00:00+00",
    ],
  ])("R-SCHEMA-14: %s is a literal", (text, type, literal) => {
    expect(parseDefault({ name: "c", type, default: text })).toEqual({ literal });
  });

  it.each([
    "now()",
    "CURRENT_DATE",
    "gen_random_uuid()",
    "nextval('public.s'::regclass)",
    "(1 + 2)",
    "lower('A'::text)",
    "('a'::text || 'b'::text)",
    "ARRAY['a'::text]",
    "('now'::text)::date",
  ])("R-SCHEMA-14: %s is for the database to evaluate", (text) => {
    expect(parseDefault({ name: "c", type: "text", default: text })).toBe("expression");
  });

  it("R-SCHEMA-14: an identity is filled by the database, NULL and nothing are no default", () => {
    expect(parseDefault({ name: "c", type: "integer", identity: "always" })).toBe("expression");
    expect(parseDefault({ name: "c", type: "text", default: "NULL::text" })).toBeUndefined();
    expect(parseDefault({ name: "c", type: "text" })).toBeUndefined();
  });
});
