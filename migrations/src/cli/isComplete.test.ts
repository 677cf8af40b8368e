import { expect, it } from "vitest";
import { isComplete } from "./isComplete.ts";

it.each([
  "SELECT 1;",
  "SELECT ';';  \n",
  "SELECT 'it''s';",
  'SELECT "a;b";',
  "DO $$ BEGIN; END $$;",
  "DO $x$ ';' $$ $x$;",
  "SELECT 1; -- done",
  "/* a; */ SELECT 1;",
  "SELECT $1;",
])("a statement is complete at its semicolon: %s", (sql) => {
  expect(isComplete(sql)).toBe(true);
});

it.each([
  "",
  "SELECT 1",
  "SELECT ';",
  'SELECT ";',
  "DO $$ BEGIN;",
  "SELECT 1 -- ;",
  "/* a;",
  "DO $x$ ; $$;",
])("a statement goes on: %s", (sql) => {
  expect(isComplete(sql)).toBe(false);
});
