import { alias, type BulkResult, sql, type UpsertAllResult } from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { playConfig } from "../schema/entities/codegen/PlayCodegen.ts";
import type { ReaderId } from "../schema/entities/codegen/ReaderCodegen.ts";
import type { Play } from "../schema/entities/Play.ts";
import type { Poster } from "../schema/entities/Poster.ts";
import { Reader } from "../schema/entities/Reader.ts";

declare const em: EntityManager;
declare const [play, poster]: [Play, Poster];
const a = alias(Author);

describe("types of bulk operations", () => {
  it("R-BULK-1 sets values, amounts and SQL of fields in the entity's own row", async () => {
    const result = await em.updateAll(
      Author,
      { as: a, age: 1 },
      { age: { increment: 1 }, lastName: sql`lower(${a.firstName})`, mentor: "a:1", bornOn: null },
    );
    expectTypeOf(result).toEqualTypeOf<BulkResult<Author>>();
    // @ts-expect-error: a text is no age
    void em.updateAll(Author, { age: 1 }, { age: "1" });
    // @ts-expect-error: a collection has no column
    void em.updateAll(Author, { age: 1 }, { books: [] });
    // @ts-expect-error: the version is the library's
    void em.updateAll(Author, { age: 1 }, { version: 2 });
    // @ts-expect-error: no filter for all
    void em.updateAll(Author, undefined, { age: 1 });
  });

  it("R-BULK-6 takes the options of entities, and names of their fields", async () => {
    const result = await em.upsertAll(Reader, [{ email: "a", name: "A" }], {
      onConflict: ["email"],
      update: ["name"],
    });
    expectTypeOf(result).toEqualTypeOf<UpsertAllResult<Reader>>();
    expectTypeOf(result.ids).toEqualTypeOf<ReadonlyArray<ReaderId>>();
    // @ts-expect-error: a name is required
    void em.upsertAll(Reader, [{ email: "a" }], { onConflict: ["email"] });
    // @ts-expect-error: no such field
    void em.upsertAll(Reader, [], { onConflict: ["mail"] });
    // @ts-expect-error: nothing tells rows apart
    void em.upsertAll(Reader, [], {});
  });
});

describe("types of deletes", () => {
  it("R-SOFT-7 only entities that can be are deleted softly", () => {
    em.softDelete(play);
    em.softDelete([play], { hard: true });
    em.restore(play, { cascade: true });
    em.delete([play, poster], { hard: true });
    // @ts-expect-error: nothing says since when a poster is deleted
    em.softDelete(poster);
  });

  it("R-CFG-1/cascadeDelete takes relations to entities", () => {
    playConfig.cascadeDelete("tickets");
    playConfig.cascadeDelete("licence");
    // @ts-expect-error: a title leads nowhere
    playConfig.cascadeDelete("title");
    // @ts-expect-error: what is followed over and over is a relation already
    playConfig.cascadeDelete("sequelsRecursive");
    playConfig.touchOnChange("poster");
    // @ts-expect-error: the key is in the entity's own row
    playConfig.touchOnChange("licence");
  });
});
