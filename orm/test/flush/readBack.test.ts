// What the database makes of a row beside what it is given: generated columns, and columns that triggers set.
import { EntityManager } from "kingpost";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";
import { smallDomain } from "./smallDomain.ts";

const database = useTestDatabase();

const { domain, classes } = smallDomain({
  Page: {
    table: "pages",
    columns: {
      title: "text",
      slug: { type: "text", readBack: true },
      size: { type: "integer", generated: true },
      hits: { type: "integer", default: "expression" },
    },
  },
});
const Page = classes["Page"]!;

const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);

beforeAll(async () => {
  await database.query(
    "CREATE TABLE pages (id serial PRIMARY KEY, title text, slug text, size integer GENERATED ALWAYS AS (length(title)) STORED, hits integer DEFAULT 40 + 2)",
  );
  await database.query(
    "CREATE FUNCTION set_slug() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.slug := lower(NEW.title); RETURN NEW; END $$",
  );
  await database.query(
    "CREATE TRIGGER set_slug BEFORE INSERT OR UPDATE ON pages FOR EACH ROW EXECUTE FUNCTION set_slug()",
  );
});

beforeEach(async () => {
  await database.query("TRUNCATE pages RESTART IDENTITY");
});

describe("values that the database makes", () => {
  it("R-WRITE-10 are in the entity after an INSERT and after an UPDATE", async () => {
    const em = newEm();
    const page = em.create(Page, { title: "One", slug: "given" });
    const valuesOf = (): unknown[] => ["slug", "size", "hits"].map((name) => page.read(name));
    const inserts = await database.statements(() => em.flush());
    expect([inserts[1], valuesOf()]).toEqual([
      `WITH written AS (INSERT INTO "public"."pages" ("id", "title", "slug") SELECT c0, c1, c2 FROM unnest($1::integer[], $2::text[], $3::text[]) AS given(c0, c1, c2) RETURNING "id", "slug", "size", "hits") SELECT written.*, checked.failure FROM (SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped pages ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written) AS checked LEFT JOIN written ON true`,
      ["one", 3, 42],
    ]);
    page.write("title", "Three");
    const [update] = await database.statements(() => em.flush());
    expect([/RETURNING (.*?)\)/.exec(update!)?.[1], valuesOf()]).toEqual([
      't."id" AS id, t."slug", t."size"',
      ["three", 5, 42],
    ]);
    expect(await em.flush()).toEqual([]);
  });
});
