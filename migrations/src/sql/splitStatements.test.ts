import { expect, it } from "vitest";
import { splitStatements } from "./splitStatements.ts";

it.each([
  ["SELECT 1; SELECT 2;", ["SELECT 1;", "SELECT 2;"]],
  ["\nSELECT 1;\n\n  SELECT 2\n;\n", ["SELECT 1;", "SELECT 2\n;"]],
  ["SELECT ';'; SELECT ';;';", ["SELECT ';';", "SELECT ';;';"]],
  ["SELECT 'it''s;'; SELECT 2;", ["SELECT 'it''s;';", "SELECT 2;"]],
  [String.raw`SELECT E'it\'s;'; SELECT 2;`, [String.raw`SELECT E'it\'s;';`, "SELECT 2;"]],
  [String.raw`SELECT 'C:\'; SELECT 2;`, [String.raw`SELECT 'C:\';`, "SELECT 2;"]],
  [`SELECT "a;""b'"; SELECT 2;`, [`SELECT "a;""b'";`, "SELECT 2;"]],
  ["DO $$ BEGIN; END $$; SELECT 2;", ["DO $$ BEGIN; END $$;", "SELECT 2;"]],
  ["DO $x$ ';' $$ $x$; SELECT 2;", ["DO $x$ ';' $$ $x$;", "SELECT 2;"]],
  ["SELECT $1; SELECT a$b$ FROM c; SELECT 3;", ["SELECT $1;", "SELECT a$b$ FROM c;", "SELECT 3;"]],
  ["SELECT 1 -- a; b\n; SELECT 2;", ["SELECT 1 -- a; b\n;", "SELECT 2;"]],
  ["/* a; /* b; */ c; */ SELECT 1; SELECT 2;", ["/* a; /* b; */ c; */ SELECT 1;", "SELECT 2;"]],
  ["SELECT 1; -- done", ["SELECT 1;"]],
  [";; SELECT 1;;", ["SELECT 1;"]],
  ["", []],
  [" -- nothing\n/* at all */ ", []],
  [
    "CREATE RULE r AS ON INSERT TO t DO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2)); SELECT 2;",
    [
      "CREATE RULE r AS ON INSERT TO t DO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2));",
      "SELECT 2;",
    ],
  ],
  [
    "create or replace procedure p() begin atomic select 1; select case when true then 1 end; end; begin; end;",
    [
      "create or replace procedure p() begin atomic select 1; select case when true then 1 end; end;",
      "begin;",
      "end;",
    ],
  ],
])("statements end at their semicolons: %j", (sql, statements) => {
  expect(splitStatements(sql)).toEqual({ statements, rest: "" });
});

it.each([
  "SELECT 1",
  "SELECT ';",
  "SELECT 'it''",
  String.raw`SELECT E'it\';`,
  'SELECT ";',
  "DO $$ BEGIN;",
  "DO $x$ ; $$;",
  "SELECT 1 -- ;",
  "/* a;",
  "/* a /* b */ ;",
  "SELECT (1;",
  "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;",
])("a statement goes on: %j", (sql) => {
  expect(splitStatements(`SELECT 0; ${sql}`)).toEqual({ statements: ["SELECT 0;"], rest: sql });
});
