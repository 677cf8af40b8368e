import { EntityManager, type IdType, type TaggedId } from "kingpost";
import {
  assertIdIsTagged,
  assertIdsAreTagged,
  deTagId,
  deTagIds,
  ensureTagged,
  isTaggedId,
  keyToNumber,
  keyToTaggedId,
  tagFromId,
  tagId,
  tagIds,
  toIdOf,
  unsafeDeTagIds,
} from "kingpost/ids";
import { describe, expect, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { AuthorId } from "../schema/entities/codegen/AuthorCodegen.ts";
import { domain } from "../schema/entities/codegen/domain.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { idDomain } from "./idDomain.ts";

const database = useTestDatabase();
domain.boot();
const uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
const text = idDomain({ idType: "untagged-string", key: "text" });
const bare = idDomain({ idType: "tagged-string", key: "uuid", delimiter: "" });
const big = idDomain({ idType: "number", key: "bigint" });

describe("helpers for ids (R-ID-10)", () => {
  it("R-ID-10 tagId and tagIds take ids in any form and give the tagged one", () => {
    expect(tagIds(Author, ["a:1", "1", 1, 1n, "a:01"])).toEqual(Array(5).fill("a:1"));
    expect(tagId(Author.metadata, 7)).toBe("a:7");
    expect([tagId(Author, null), tagId(Author, undefined)]).toEqual([undefined, undefined]);
    expectTypeOf(tagId(Author, 1)).toEqualTypeOf<TaggedId>();
    expectTypeOf(tagId(Author, undefined as IdType | undefined)).toEqualTypeOf<
      TaggedId | undefined
    >();
  });

  it.each(["b:1", "x", "", 1.5, "a:99999999999"])(
    "R-ID-10 %s is refused by all that are told the entity",
    (id) => {
      const uses: ReadonlyArray<() => unknown> = [
        () => tagId(Author, id),
        () => tagIds(Author, [id]),
        () => deTagId(Author, id),
        () => deTagIds(Author, [id]),
        () => toIdOf(Author, id),
        () => ensureTagged(Author, id),
        () => keyToNumber(Author, id),
        () => keyToTaggedId(Author, id),
      ];
      for (const use of uses) expect(use).toThrow(expect.objectContaining({ code: "INVALID_ID" }));
      expect(isTaggedId(Author, id)).toBe(false);
    },
  );

  it("R-ID-10 deTagId and deTagIds give the key, of an entity as well", () => {
    const em = database.newEm();
    const author = em.create(Author, { id: "a:3", firstName: "a" });
    expect([deTagId(author), deTagId(Author, "a:1"), deTagIds(Author, ["a:1", 2])]).toEqual([
      "3",
      "1",
      ["1", "2"],
    ]);
    expect(() => deTagId(em.create(Author, { firstName: "b" }))).toThrow("Author#2 has no id yet");
  });

  it("R-ID-10 what needs no metadata goes by the delimiter that it is given", () => {
    expect(unsafeDeTagIds(["a:1", "b:x:y", "3"])).toEqual(["1", "x:y", "3"]);
    expect(unsafeDeTagIds(["a/1", "a:1"], { delimiter: "/" })).toEqual(["1", "a:1"]);
    expect(unsafeDeTagIds([`n${uuid}`, uuid, "n7"], bare.domain)).toEqual([uuid, uuid, "7"]);
    expect([tagFromId("a:1"), tagFromId("d:x:y"), tagFromId(`no${uuid}`, bare.domain)]).toEqual([
      "a",
      "d",
      "no",
    ]);
    expect(() => tagFromId("1")).toThrow("Invalid tagged id, expected a tag, got 1");
    expect(() => tagFromId(uuid, bare.domain)).toThrow(
      expect.objectContaining({ code: "INVALID_ID" }),
    );
    expect(["a:1", "1", 1, ":1", undefined].map((id) => isTaggedId(id))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect([isTaggedId("a1", { delimiter: "" }), isTaggedId("a1")]).toEqual([true, false]);
  });

  it("R-ID-10 isTaggedId of an entity knows its tag and its keys", () => {
    expect(["a:1", "b:1", "1", "a:x", "a:"].map((id) => isTaggedId(Author, id))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(isTaggedId(Author.metadata, "a:1")).toBe(true);
  });

  it("R-ID-10 assertions name the first id without a tag, and narrow", () => {
    const ids: unknown = "a:1";
    assertIdIsTagged(ids);
    expectTypeOf(ids).toEqualTypeOf<TaggedId>();
    assertIdsAreTagged(["a:1", "b:2"]);
    expect(() => {
      assertIdsAreTagged(["a:1", 2, "x"]);
    }).toThrow("Invalid tagged id, expected a tag, got 2");
    expect(() => {
      assertIdIsTagged({});
    }).toThrow("Invalid tagged id, expected a tag, got an object");
  });

  it("R-ID-10 keyToTaggedId takes a key as a row has it", () => {
    expect([
      keyToTaggedId(Author, 1),
      keyToTaggedId(Author, "1"),
      keyToTaggedId(Author, null),
    ]).toEqual(["a:1", "a:1", undefined]);
    expect(keyToTaggedId(text.Node, "n:x")).toBe("n:n:x");
    expect(() => keyToTaggedId(Author, "a:1")).toThrow(
      "Invalid tagged id, expected tag a, got a:1",
    );
  });

  it("R-ID-10 keyToNumber gives the number of a key that is one", () => {
    expect([keyToNumber(Author, "a:12"), keyToNumber(Author, undefined)]).toEqual([12, undefined]);
    expect(() => keyToNumber(text.Node, "7")).toThrow(
      expect.objectContaining({ code: "INVALID_ID" }),
    );
    expect(() => keyToNumber(big.Node, "n:9007199254740993")).toThrow(
      expect.objectContaining({ code: "ID_RANGE" }),
    );
  });

  it("R-ID-10 ensureTagged takes an entity or an id, of this type only", () => {
    const em = database.newEm();
    const author = em.create(Author, { id: "a:3", firstName: "a" });
    const book = em.create(Book, { id: "b:4", title: "b", author });
    expect([ensureTagged(Author, author), ensureTagged(Author, 5)]).toEqual(["a:3", "a:5"]);
    expect(() => ensureTagged(Author, book as never)).toThrow(
      "Invalid tagged id, expected tag a, got b:4",
    );
    expect(() => ensureTagged(Author, em.create(Author, { firstName: "b" }))).toThrow(
      expect.objectContaining({ code: "NO_ID" }),
    );
  });

  it("R-ID-10, R-ID-2 toIdOf gives what `entity.id` gives", () => {
    expect([toIdOf(Author, 1), toIdOf(Author, undefined)]).toEqual(["a:1", undefined]);
    expectTypeOf(toIdOf(Author, 1)).toEqualTypeOf<AuthorId>();
    const each = [
      idDomain({ idType: "untagged-string", key: "int" }),
      idDomain({ idType: "number", key: "int" }),
      idDomain({ idType: "bigint", key: "bigint" }),
      idDomain({ idType: "tagged-string", key: "int", delimiter: "" }),
    ];
    expect(each.map(({ Node }) => toIdOf(Node, 7))).toEqual(["7", 7, 7n, "n7"]);
  });

  it("R-ID-10 a class whose domain was not linked is refused by name", () => {
    class Stray {
      static readonly tagName = "x";
    }
    expect(() => tagId(Stray as never, 1)).toThrow(expect.objectContaining({ code: "DOMAIN" }));
  });
});

describe("keys that look like ids", () => {
  it("R-ID-5 a text key that begins like a tagged id shows its tag, so that its id finds it", () => {
    const em = new EntityManager(text.domain, {}, database.driver);
    const nodes = ["x:y", "n:x", "n:n:x"].map((key) =>
      em.create(text.Node, { id: keyToTaggedId(text.Node, key), name: key }),
    );
    expect(nodes.map(({ id, idTagged, idUntagged }) => [id, idTagged, idUntagged])).toEqual([
      ["x:y", "n:x:y", "x:y"],
      ["n:n:x", "n:n:x", "n:x"],
      ["n:n:n:x", "n:n:n:x", "n:n:x"],
    ]);
    expect(nodes.map(({ idTagged }) => em.getEntity(idTagged))).toEqual(nodes);
    expect(nodes.map(({ id }) => deTagId(text.Node, id))).toEqual(["x:y", "n:x", "n:n:x"]);
  });

  it("R-ID-11 without a delimiter, a uuid that begins like the tag is told from one with the tag", () => {
    const starts = `a${uuid.slice(1)}`;
    const named = idDomain({ idType: "tagged-string", key: "uuid", delimiter: "" });
    expect([deTagId(named.Node, starts), deTagId(named.Node, `n${starts}`)]).toEqual([
      starts,
      starts,
    ]);
    expect(tagId(named.Note, starts)).toBe(`no${starts}`);
    expect(named.domain.getMetadataByTag(`no${starts}`).type).toBe("Note");
    expect(named.domain.getMetadataByTag(`n${starts}`).type).toBe("Node");
    expect(() => named.domain.getMetadataByTag(starts)).toThrow(
      expect.objectContaining({ code: "INVALID_ID" }),
    );
    expect(() => deTagId(named.Node, `l${starts}`)).toThrow(
      `Invalid tagged id, expected tag n, got l${starts}`,
    );
  });
});
