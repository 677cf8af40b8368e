import type { Loaded, Page, UniqueOf } from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import type { ShelfId } from "../schema/entities/codegen/ShelfCodegen.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Shelf } from "../schema/entities/Shelf.ts";

declare const em: EntityManager;

describe("types of finds", () => {
  it("R-FIND-1/findByUnique takes the values of one whole key", async () => {
    expectTypeOf<UniqueOf<Shelf>>().toEqualTypeOf<
      { id: ShelfId } | { room: string; position: number }
    >();
    expectTypeOf(await em.findByUnique(Reader, { email: "a" })).toEqualTypeOf<Reader | undefined>();
    const found = await em.findByUnique(Reader, { email: "a" }, { populate: "shelf" });
    expectTypeOf(found).toEqualTypeOf<Loaded<Reader, "shelf"> | undefined>();
    // @ts-expect-error: half of a key
    void em.findByUnique(Shelf, { room: "a" });
    // @ts-expect-error: no key
    void em.findByUnique(Reader, { name: "a" });
  });

  it("R-FIND-1/findIds gives ids of the entity", async () => {
    expectTypeOf(await em.findIds(Shelf, {})).toEqualTypeOf<ShelfId[]>();
  });

  it("R-FIND-1/findPage gives pages of what was loaded", async () => {
    const page = await em.findPage(Reader, {}, { first: 1, populate: "shelf" });
    expectTypeOf(page).toEqualTypeOf<Page<Loaded<Reader, "shelf">>>();
  });

  it("R-FOC-2 ifNew must have what is required and is given nowhere else", async () => {
    expectTypeOf(
      await em.findOrCreate(Reader, { email: "a" }, { name: "n" }),
    ).toEqualTypeOf<Reader>();
    expectTypeOf(
      await em.findOrCreate(Reader, { email: "a" }, {}, { name: "n" }),
    ).toEqualTypeOf<Reader>();
    void em.findOrCreate(Reader, { email: "a", name: "n" }, {});
    // @ts-expect-error: the name is missing
    void em.findOrCreate(Reader, { email: "a" }, {});
    // @ts-expect-error: collections are not looked for
    void em.findOrCreate(Reader, { email: "a", loans: [] }, { name: "n" });
  });

  it("R-FOC-2 what is given in both cases may be what a new one has too", async () => {
    const reader = await em.findOrCreate(
      Reader,
      { email: "a" },
      { name: "n", weight: 1 },
      { weight: 2 },
    );
    expectTypeOf(reader).toEqualTypeOf<Reader>();
  });
});
