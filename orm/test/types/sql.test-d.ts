import { describe, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";

declare const em: EntityManager;

describe("types of em.sql", () => {
  it("R-RAW-5 rows are records of unknown values until somebody says what they are", async () => {
    expectTypeOf(await em.sql`SELECT 1`).toEqualTypeOf<Array<Record<string, unknown>>>();
    interface Row {
      readonly id: number;
    }
    expectTypeOf(await em.sql<Row>`SELECT id FROM authors WHERE id = ${1}`).toEqualTypeOf<Row[]>();
    expectTypeOf(em.hydrate(Author, await em.sql`SELECT * FROM authors`)).toEqualTypeOf<Author[]>();
    // @ts-expect-error: a text is no template
    void em.sql("SELECT 1");
    // @ts-expect-error: rows are objects
    void em.sql<number>`SELECT 1`;
  });
});
