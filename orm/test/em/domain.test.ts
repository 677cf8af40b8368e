import { createDomain, getMetadata } from "kingpost";
import { describe, expect, it, vi } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import { domain, EntityManager } from "../schema/entities/codegen/domain.ts";
import { schema } from "../schema/entities/codegen/schema.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

describe("the domain", () => {
  it("R-DOM-2 knows its entity types by class, name, table and tag", () => {
    const meta = domain.getMetadata(Author);
    expect([
      domain.getMetadata("Author"),
      domain.getMetadataForType("Author"),
      domain.getMetadataForTable("authors"),
      domain.getMetadataByTag("a:1"),
    ]).toEqual([meta, meta, meta, meta]);
    expect([meta.type, meta.tableName, meta.tagName, meta.domain]).toEqual([
      "Author",
      "authors",
      "a",
      domain,
    ]);
    expect(domain.metadata.includes(meta)).toBe(true);
    expect(domain.fingerprint).toBe(schema.fingerprint);
    expect(domain.enums["Color"]?.getValues()).toEqual(["RED", "GREEN", "BLUE"]);
  });

  it("R-DOM-2 finds the class of a tagged id, and of a reference in any form", () => {
    expect(domain.getConstructorFromTaggedId("b:1")).toBe(Book);
    expect(() => domain.getConstructorFromTaggedId("nope:1")).toThrow('Unknown tag: "nope"');
    const author = database.newEm().create(Author, { firstName: "a1" });
    expect(
      [author, "a:1", "nope:1", "a", 1, undefined, {}].map((value) =>
        domain.maybeGetConstructorFromReference(value),
      ),
    ).toEqual([Author, Author, undefined, undefined, undefined, undefined, undefined]);
  });

  it("R-DOM-2 names what it does not know", () => {
    const unknown = { code: "DOMAIN" };
    expect(() => domain.getMetadata("Nobody")).toThrow(expect.objectContaining(unknown));
    expect(() => domain.getMetadataForTable("nothing")).toThrow(expect.objectContaining(unknown));
  });

  it("R-DOM-2 limits the entities of ems that are made after the limit was set", () => {
    const before = domain.entityLimit;
    domain.entityLimit = 2;
    try {
      const em = new EntityManager({}, database.driver);
      expect(em.entityLimit).toBe(2);
      em.create(Author, { firstName: "a1" });
      em.create(Author, { firstName: "a2" });
      expect(() => em.create(Author, { firstName: "a3" })).toThrow(
        "More than 2 entities have been instantiated (top entities: a=2)",
      );
    } finally {
      domain.entityLimit = before;
    }
  });

  it("R-DOM-5 metadata is found from an entity, a class and itself, without naming a domain", () => {
    const meta = domain.getMetadata(Author);
    const author = database.newEm().create(Author, { firstName: "a1" });
    expect([getMetadata(author), getMetadata(Author), getMetadata(meta), Author.metadata]).toEqual([
      meta,
      meta,
      meta,
      meta,
    ]);
  });

  it("R-DOM-1 a domain that cannot be linked fails with the same error each time", () => {
    const broken = createDomain({ schema, entities: () => ({ Author }), enums: () => ({}) });
    const errors = [1, 2].map(() => {
      try {
        return broken.boot();
      } catch (error) {
        return error;
      }
    });
    expect(errors[1]).toBe(errors[0]);
  });

  it("R-DOM-4 the config of an entity is frozen once its domain is linked", () => {
    domain.boot();
    expect(() => authorConfig.addRule(() => undefined)).toThrow(
      expect.objectContaining({ code: "CONFIG_FROZEN" }),
    );
  });

  it("R-DOM-4 modules that are evaluated again have a domain of their own, with configs that are open", async () => {
    vi.resetModules();
    const fresh = await import("../schema/entities/codegen/domain.ts");
    const { Author: FreshAuthor } = await import("../schema/entities/Author.ts");
    const { authorConfig: freshConfig } =
      await import("../schema/entities/codegen/AuthorCodegen.ts");
    expect([fresh.domain === domain, FreshAuthor === Author]).toEqual([false, false]);
    freshConfig.addRule(({ firstName }) => (firstName === "no" ? "no" : undefined));
    const em = new fresh.EntityManager({}, database.driver);
    em.create(FreshAuthor, { firstName: "no" });
    await expect(em.flush()).rejects.toMatchObject({ code: "VALIDATION" });
    const old = database.newEm();
    old.create(Author, { firstName: "no" });
    expect((await old.flush()).length).toBe(1);
  });

  it("R-DOM-3 all that does not fit is named at once", () => {
    const broken = createDomain({
      schema: {
        ...schema,
        entities: {
          Author: schema.entities["Author"]!,
          Book: { ...schema.entities["Book"]!, tag: "a" },
        },
      },
      entities: () => ({ Author }),
      enums: () => domain.enums as never,
    });
    expect(() => broken.boot()).toThrow(
      expect.objectContaining({
        code: "DOMAIN",
        problems: expect.arrayContaining([
          "Book: no class was given for this entity; run codegen",
          'Book: the tag "a" is already Author\'s',
          "Author.publisher: there is no Publisher.authors; run codegen",
        ]) as string[],
      }),
    );
  });
});
