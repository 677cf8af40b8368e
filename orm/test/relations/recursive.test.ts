import { alias, treeOf } from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Document } from "../schema/entities/Document.ts";
import { newAuthor } from "../schema/entities/factories/newAuthor.ts";
import { newDocument } from "../schema/entities/factories/newDocument.ts";
import { newPart } from "../schema/entities/factories/newPart.ts";
import { Part } from "../schema/entities/Part.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** a:1 ← a:2 ← a:4, a:1 ← a:3 ← a:5, a:6 alone: each arrow leads to the mentor. */
async function givenAuthors(): Promise<void> {
  const em = database.newEm();
  const authors: Author[] = [];
  for (const mentor of [undefined, 1, 1, 2, 3, undefined])
    authors.push(
      newAuthor(em, {
        firstName: `a${authors.length + 1}`,
        mentor: mentor === undefined ? undefined : authors[mentor - 1],
      }),
    );
  await em.flush();
}

/** A diamond: p:1 is made of p:2 and p:3, both of which are made of p:4. */
async function givenParts(): Promise<void> {
  const em = database.newEm();
  const [one, two, three, four] = ["p1", "p2", "p3", "p4"].map((name) => newPart(em, { name }));
  one!.components.set([two!, three!]);
  two!.components.add(four!);
  three!.components.add(four!);
  await em.flush();
}

function names(entities: ReadonlyArray<object>): string[] {
  return entities.map(String);
}

describe("a recursive collection", () => {
  it("R-RECUR-1 R-RECUR-2 leads up to all mentors, near to far, by one statement for any number of authors", async () => {
    await givenAuthors();
    const em = database.newEm();
    const authors = await em.loadAll(Author, ["a:4", "a:5", "a:6"]);
    const found: string[][] = [];
    const statements = await database.statements(async () => {
      const loaded = await Promise.all(authors.map((each) => each.mentorsRecursive.load()));
      found.push(...loaded.map(names));
    });
    expect(found).toEqual([["Author:2", "Author:1"], ["Author:3", "Author:1"], []]);
    expect(statements).toMatchInlineSnapshot(`
      [
        "WITH RECURSIVE found(id) AS (SELECT * FROM unnest($1::integer[]) AS given(id) UNION SELECT s."mentor_id" FROM found JOIN "public"."authors" AS s ON s."id" = found.id WHERE s."mentor_id" IS NOT NULL) SELECT t."id", t."first_name", t."last_name", t."age", t."balance", t."born_on", t."is_active", t."publisher_id", t."mentor_id", t."favorite_color_id", t."version", t."created_at", t."updated_at" FROM "public"."authors" AS t WHERE t."id" IN (SELECT found.id FROM found)",
      ]
    `);
  });

  it("R-RECUR-2 upwards loads the plain relations on the path", async () => {
    await givenAuthors();
    const em = database.newEm();
    const author = await em.load(Author, "a:4");
    await author.mentorsRecursive.load();
    const statements = await database.statements(async () => {
      const mentor = await author.mentor.load();
      expect(String(await mentor?.mentor.load())).toBe("Author:1");
    });
    expect(statements).toEqual([]);
  });

  it("R-RECUR-1 R-RECUR-2 leads down to all mentees, level by level, and loads the plain collections on the way", async () => {
    await givenAuthors();
    const em = database.newEm();
    const [one, six] = await em.loadAll(Author, ["a:1", "a:6"]);
    const found: string[][] = [];
    const statements = await database.statements(async () => {
      const loaded = await Promise.all([one!, six!].map((each) => each.menteesRecursive.load()));
      found.push(...loaded.map(names));
    });
    expect(found).toEqual([["Author:2", "Author:3", "Author:4", "Author:5"], []]);
    expect(statements).toMatchInlineSnapshot(`
      [
        "WITH RECURSIVE found(id) AS (SELECT s."id" FROM unnest($1::integer[]) AS given(id) JOIN "public"."authors" AS s ON s."mentor_id" = given.id UNION SELECT s."id" FROM found JOIN "public"."authors" AS s ON s."mentor_id" = found.id) SELECT t."id", t."first_name", t."last_name", t."age", t."balance", t."born_on", t."is_active", t."publisher_id", t."mentor_id", t."favorite_color_id", t."version", t."created_at", t."updated_at" FROM found JOIN "public"."authors" AS t ON t."id" = found.id ORDER BY t."id"",
      ]
    `);
    const more = await database.statements(async () => {
      const [two] = await one!.mentees.load();
      expect(names(await two!.mentees.load())).toEqual(["Author:4"]);
      expect(await em.getEntities(Author)[4]!.mentees.load()).toEqual([]);
    });
    expect(more).toEqual([]);
  });

  it("R-RECUR-1 R-RECUR-2 over a many-to-many leads both ways, and to each entity once", async () => {
    await givenParts();
    const em = database.newEm();
    const [one, four] = await em.loadAll(Part, ["pt:1", "pt:4"]);
    const found: string[][] = [];
    const statements = await database.statements(async () => {
      found.push(names(await one!.componentsRecursive.load()));
      found.push(names(await four!.assembliesRecursive.load()));
    });
    expect(found).toEqual([
      ["Part:2", "Part:3", "Part:4"],
      ["Part:2", "Part:3", "Part:1"],
    ]);
    expect(statements).toMatchInlineSnapshot(`
      [
        "WITH RECURSIVE found(owner, id) AS (SELECT j."assembly_id", j."component_id" FROM unnest($1::integer[]) AS given(id) JOIN "public"."assemblies_to_components" AS j ON j."assembly_id" = given.id UNION SELECT j."assembly_id", j."component_id" FROM found JOIN "public"."assemblies_to_components" AS j ON j."assembly_id" = found.id) SELECT t."id", t."name", t."version", t."created_at", t."updated_at", found.owner FROM found JOIN "public"."parts" AS t ON t."id" = found.id ORDER BY t."id"",
        "WITH RECURSIVE found(owner, id) AS (SELECT j."component_id", j."assembly_id" FROM unnest($1::integer[]) AS given(id) JOIN "public"."assemblies_to_components" AS j ON j."component_id" = given.id UNION SELECT j."component_id", j."assembly_id" FROM found JOIN "public"."assemblies_to_components" AS j ON j."component_id" = found.id) SELECT t."id", t."name", t."version", t."created_at", t."updated_at", found.owner FROM found JOIN "public"."parts" AS t ON t."id" = found.id ORDER BY t."id"",
      ]
    `);
    const two = em.getEntity("pt:2") as Part;
    const more = await database.statements(async () => {
      expect(names(await two.components.load())).toEqual(["Part:4"]);
    });
    expect(more).toEqual([]);
  });

  it("R-RECUR-1 along a one-to-one follows the chain from either end", async () => {
    const em1 = database.newEm();
    const first = newDocument(em1, { title: "v1" });
    const second = newDocument(em1, { title: "v2", previous: first });
    newDocument(em1, { title: "v3", previous: second });
    await em1.flush();
    const em = database.newEm();
    const [one, three] = await em.loadAll(Document, ["d:1", "d:3"]);
    const [later, earlier] = await Promise.all([
      one!.nextsRecursive.load(),
      three!.previousRecursive.load(),
    ]);
    expect([names(later), names(earlier)]).toEqual([
      ["Document:2", "Document:3"],
      ["Document:2", "Document:1"],
    ]);
  });

  it("R-RECUR-2 is loaded by a hint, and what is below the hint for all that it leads to", async () => {
    await givenAuthors();
    const em = database.newEm();
    const statements = await database.statements(async () => {
      const [one, six] = await em.loadAll(Author, ["a:1", "a:6"], { menteesRecursive: "books" });
      expect(one!.menteesRecursive.get.map(({ books }) => books.get)).toEqual([[], [], [], []]);
      expect(six!.menteesRecursive.get).toEqual([]);
      await em.populate(one!, "menteesRecursive");
    });
    expect(statements.length).toBe(3);
  });

  it("R-RECUR-3 shows what is not flushed, and asks again for what the database does not find from here", async () => {
    await givenAuthors();
    const em = database.newEm();
    const [one, six] = await em.loadAll(Author, ["a:1", "a:6"]);
    const made = em.create(Author, { firstName: "new", mentor: six! });
    // Its own mentees are not known yet, and the database has it elsewhere.
    const two = await em.load(Author, "a:2");
    two.mentor.set(six);
    const statements = await database.statements(async () => {
      expect(names(await six!.menteesRecursive.load())).toEqual([
        "Author:2",
        "Author#1",
        "Author:4",
      ]);
    });
    expect(statements.length).toBe(2);
    expect(names(await one!.menteesRecursive.load())).toEqual(["Author:3", "Author:5"]);
    made.mentor.set(one);
    expect(names(await one!.menteesRecursive.load())).toEqual(["Author:3", "Author#1", "Author:5"]);
    expect(names(await made.mentorsRecursive.load())).toEqual(["Author:1"]);
    em.delete(em.getEntity("a:3") as Author);
    expect(names(await one!.menteesRecursive.load())).toEqual(["Author#1"]);
    expect(names(await one!.menteesRecursive.load({ withDeleted: true }))).toEqual([
      "Author:3",
      "Author#1",
      "Author:5",
    ]);
  });

  it("R-RECUR-3 of a new entity is loaded, and the same list until something changes", () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a" });
    const empty = author.menteesRecursive.get;
    expect([empty, author.menteesRecursive.get === empty, Object.isFrozen(empty)]).toEqual([
      [],
      true,
      true,
    ]);
    const mentee = em.create(Author, { firstName: "b", mentor: author });
    expect([author.menteesRecursive.get, mentee.mentorsRecursive.get]).toEqual([
      [mentee],
      [author],
    ]);
    expect(author.menteesRecursive).toBe(author.menteesRecursive);
  });

  it("R-RECUR-3 cannot be read before it is loaded", async () => {
    await givenAuthors();
    const author = await database.newEm().load(Author, "a:4");
    expect(author.mentorsRecursive.isLoaded).toBe(false);
    expect(() => (author.mentorsRecursive as unknown as { get: unknown }).get).toThrow(
      "Author:4.mentorsRecursive was not loaded",
    );
  });

  it("R-RECUR-3 is read again when that is wanted", async () => {
    await givenAuthors();
    const author = await database.newEm().load(Author, "a:1");
    await author.menteesRecursive.load();
    await database.query("UPDATE authors SET mentor_id = 5 WHERE id = 6");
    const before = names(await author.menteesRecursive.load());
    const after = names(await author.menteesRecursive.load({ forceReload: true }));
    expect([before.at(-1), after.at(-1)]).toEqual(["Author:5", "Author:6"]);
    await database.query("UPDATE authors SET mentor_id = 1 WHERE id = 6");
    await (author.mentees as unknown as Author["mentees"]).load({ forceReload: true });
    expect(names(await author.menteesRecursive.load())).toContain("Author:6");
  });

  it("R-RECUR-4 refuses a cycle with the path, in memory and in the database, whose statement stops there", async () => {
    await givenAuthors();
    await database.query("UPDATE authors SET mentor_id = 4 WHERE id = 1");
    const em = database.newEm();
    const author = await em.load(Author, "a:5");
    const error = await author.mentorsRecursive.load().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "RECURSIVE_CYCLE",
      message: "Cycle detected in Author:5.mentorsRecursive",
      fieldName: "mentorsRecursive",
    });
    expect(names((error as { entities: object[] }).entities)).toEqual([
      "Author:5",
      "Author:3",
      "Author:1",
      "Author:4",
      "Author:2",
      "Author:1",
    ]);
    const two = await em.load(Author, "a:2");
    await expect(two.menteesRecursive.load()).rejects.toThrow(
      "Cycle detected in Author:2.menteesRecursive",
    );
    const [a, b] = [1, 2].map((at) => em.create(Author, { firstName: `n${at}` }));
    a!.mentor.set(b);
    b!.mentor.set(a);
    expect(() => a!.mentorsRecursive.get).toThrow("Cycle detected in Author#1.mentorsRecursive");
  });

  it("R-RECUR-4 a diamond is no cycle, a part of itself is one", async () => {
    await givenParts();
    await database.query(
      "INSERT INTO assemblies_to_components (assembly_id, component_id) VALUES (4, 2)",
    );
    const part = await database.newEm().load(Part, "pt:1");
    const error = await part.componentsRecursive.load().catch((thrown: unknown) => thrown);
    expect(names((error as { entities: object[] }).entities)).toEqual([
      "Part:1",
      "Part:2",
      "Part:4",
      "Part:2",
    ]);
  });

  it("R-RECUR-5 goes no further than maxDepth", async () => {
    await givenAuthors();
    const em = database.newEm();
    const [one, four, five] = await em.loadAll(Author, ["a:1", "a:4", "a:5"]);
    const found: string[][] = [];
    const statements = await database.statements(async () => {
      const loaded = await Promise.all([
        four!.mentorsRecursive.load({ maxDepth: 1 }),
        five!.mentorsRecursive.load({ maxDepth: 2 }),
        one!.menteesRecursive.load({ maxDepth: 1 }),
      ]);
      found.push(...loaded.map(names));
    });
    expect(found).toEqual([["Author:2"], ["Author:3", "Author:1"], ["Author:2", "Author:3"]]);
    expect(statements).toMatchInlineSnapshot(`
      [
        "WITH RECURSIVE found(id, depth) AS (SELECT * FROM unnest($1::integer[], $2::integer[]) AS given(id, depth) UNION SELECT s."mentor_id", found.depth - 1 FROM found JOIN "public"."authors" AS s ON s."id" = found.id WHERE found.depth > 0 AND s."mentor_id" IS NOT NULL) SELECT t."id", t."first_name", t."last_name", t."age", t."balance", t."born_on", t."is_active", t."publisher_id", t."mentor_id", t."favorite_color_id", t."version", t."created_at", t."updated_at" FROM "public"."authors" AS t WHERE t."id" IN (SELECT found.id FROM found)",
        "WITH RECURSIVE found(id, depth) AS (SELECT s."id", given.depth FROM unnest($1::integer[], $2::integer[]) AS given(id, depth) JOIN "public"."authors" AS s ON s."mentor_id" = given.id UNION SELECT s."id", found.depth - 1 FROM found JOIN "public"."authors" AS s ON s."mentor_id" = found.id WHERE found.depth > 0) SELECT t."id", t."first_name", t."last_name", t."age", t."balance", t."born_on", t."is_active", t."publisher_id", t."mentor_id", t."favorite_color_id", t."version", t."created_at", t."updated_at", found.depth FROM (SELECT id, max(depth) AS depth FROM found GROUP BY id) AS found JOIN "public"."authors" AS t ON t."id" = found.id ORDER BY t."id"",
      ]
    `);
    const two = em.getEntity("a:2") as Author;
    expect([one!.mentees.isLoaded, two.mentees.isLoaded]).toEqual([true, false]);
  });

  it("R-RECUR-5 over a many-to-many goes no further than maxDepth either", async () => {
    await givenParts();
    const em = database.newEm();
    const part = await em.load(Part, "pt:1");
    const found: string[][] = [];
    const statements = await database.statements(async () => {
      found.push(names(await part.componentsRecursive.load({ maxDepth: 1 })));
      found.push(names(await part.componentsRecursive.load({ maxDepth: 2 })));
    });
    expect(found).toEqual([
      ["Part:2", "Part:3"],
      ["Part:2", "Part:3", "Part:4"],
    ]);
    expect(statements).toMatchInlineSnapshot(`
      [
        "WITH RECURSIVE found(owner, id, depth) AS (SELECT j."assembly_id", j."component_id", given.depth FROM unnest($1::integer[], $2::integer[]) AS given(id, depth) JOIN "public"."assemblies_to_components" AS j ON j."assembly_id" = given.id UNION SELECT j."assembly_id", j."component_id", found.depth - 1 FROM found JOIN "public"."assemblies_to_components" AS j ON j."assembly_id" = found.id WHERE found.depth > 0) SELECT t."id", t."name", t."version", t."created_at", t."updated_at", found.owner, found.depth FROM (SELECT owner, id, max(depth) AS depth FROM found GROUP BY owner, id) AS found JOIN "public"."parts" AS t ON t."id" = found.id ORDER BY t."id"",
        "WITH RECURSIVE found(owner, id, depth) AS (SELECT j."assembly_id", j."component_id", given.depth FROM unnest($1::integer[], $2::integer[]) AS given(id, depth) JOIN "public"."assemblies_to_components" AS j ON j."assembly_id" = given.id UNION SELECT j."assembly_id", j."component_id", found.depth - 1 FROM found JOIN "public"."assemblies_to_components" AS j ON j."assembly_id" = found.id WHERE found.depth > 0) SELECT t."id", t."name", t."version", t."created_at", t."updated_at", found.owner, found.depth FROM (SELECT owner, id, max(depth) AS depth FROM found GROUP BY owner, id) AS found JOIN "public"."parts" AS t ON t."id" = found.id ORDER BY t."id"",
      ]
    `);
  });

  it.each([0, -1, 1.5, 10_001, Number.NaN, "2"])(
    "R-RECUR-5 a depth of %s is refused",
    async (maxDepth) => {
      await givenAuthors();
      const author = await database.newEm().load(Author, "a:1");
      await expect(
        author.menteesRecursive.load({ maxDepth: maxDepth as number }),
      ).rejects.toMatchObject({ code: "INVALID_VALUE", field: "menteesRecursive" });
    },
  );

  it("R-RECUR-5 is given as a tree from what is loaded", async () => {
    await givenAuthors();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    expect(() => treeOf(author, "menteesRecursive")).toThrow("Author:1.mentees was not loaded");
    await author.menteesRecursive.load();
    const [two, three, four, five] = [2, 3, 4, 5].map((id) => em.getEntity(`a:${id}`));
    expect(treeOf(author, "menteesRecursive")).toEqual({
      entity: author,
      children: [
        { entity: two, children: [{ entity: four, children: [] }] },
        { entity: three, children: [{ entity: five, children: [] }] },
      ],
    });
    author.mentor.set(four as Author);
    expect(() => treeOf(author, "menteesRecursive")).toThrow(
      "Cycle detected in Author:1.menteesRecursive",
    );
  });

  it("R-RECUR-6 gives conditions: by what it leads to, whichever way", async () => {
    await givenAuthors();
    await givenParts();
    const em = database.newEm();
    const found: string[][] = [];
    const statements = await database.statements(async () => {
      found.push(names(await em.find(Author, { mentorsRecursive: { id: "a:1" } })));
      found.push(names(await em.find(Author, { menteesRecursive: { firstName: "a5" } })));
      found.push(names(await em.find(Part, { componentsRecursive: { name: "p4" } })));
    });
    expect(found).toEqual([
      ["Author:2", "Author:3", "Author:4", "Author:5"],
      ["Author:1", "Author:3"],
      ["Part:1", "Part:2", "Part:3"],
    ]);
    expect(statements).toMatchInlineSnapshot(`
      [
        "SELECT a."id", a."first_name", a."last_name", a."age", a."balance", a."born_on", a."is_active", a."publisher_id", a."mentor_id", a."favorite_color_id", a."version", a."created_at", a."updated_at" FROM "public"."authors" AS a WHERE a."id" IN (WITH RECURSIVE reached(id) AS (SELECT step."id" FROM "public"."authors" AS step WHERE step."mentor_id" IN (SELECT a2."id" FROM (SELECT whole."id" AS id FROM "public"."authors" AS whole) AS a2 WHERE a2."id" IS NOT NULL AND a2."id" = $1::integer) UNION SELECT step."id" FROM reached JOIN "public"."authors" AS step ON step."mentor_id" = reached.id) SELECT reached.id FROM reached) ORDER BY a."id" ASC",
        "SELECT a."id", a."first_name", a."last_name", a."age", a."balance", a."born_on", a."is_active", a."publisher_id", a."mentor_id", a."favorite_color_id", a."version", a."created_at", a."updated_at" FROM "public"."authors" AS a WHERE a."id" IN (WITH RECURSIVE reached(id) AS (SELECT step."mentor_id" FROM "public"."authors" AS step WHERE step."id" IN (SELECT a2."id" FROM (SELECT whole."id" AS id FROM "public"."authors" AS whole) AS a2 JOIN "public"."authors" AS a3 ON a3."id" = a2."id" WHERE a2."id" IS NOT NULL AND a3."first_name" = $1::text) AND step."mentor_id" IS NOT NULL UNION SELECT step."mentor_id" FROM reached JOIN "public"."authors" AS step ON step."id" = reached.id AND step."mentor_id" IS NOT NULL) SELECT reached.id FROM reached) ORDER BY a."id" ASC",
        "SELECT p."id", p."name", p."version", p."created_at", p."updated_at" FROM "public"."parts" AS p WHERE p."id" IN (WITH RECURSIVE reached(id) AS (SELECT step."assembly_id" FROM "public"."assemblies_to_components" AS step WHERE step."component_id" IN (SELECT p2."id" FROM (SELECT whole."id" AS id FROM "public"."parts" AS whole) AS p2 JOIN "public"."parts" AS p3 ON p3."id" = p2."id" WHERE p2."id" IS NOT NULL AND p3."name" = $1::text) UNION SELECT step."assembly_id" FROM reached JOIN "public"."assemblies_to_components" AS step ON step."component_id" = reached.id) SELECT reached.id FROM reached) ORDER BY p."id" ASC",
      ]
    `);
    const others = await Promise.all([
      em.find(Author, { mentorsRecursive: false }),
      em.find(Author, { menteesRecursive: { none: { id: "a:4" } } }),
      em.find(Part, { assembliesRecursive: { count: 3 } }),
    ]);
    expect(others.map(names)).toEqual([
      ["Author:1", "Author:6"],
      ["Author:3", "Author:4", "Author:5", "Author:6"],
      ["Part:4"],
    ]);
    await database.query("UPDATE authors SET mentor_id = 4 WHERE id = 1");
    expect(names(await em.find(Author, { mentorsRecursive: { id: "a:6" } }))).toEqual([]);
  });

  it("R-RECUR-6 is worked out once for a statement, and by each row where finds of a tick ask for different things", async () => {
    await givenAuthors();
    const filters = ["a1", "a2", "a4", "a6", "nobody"].flatMap((firstName) => [
      { mentorsRecursive: { firstName } },
      { menteesRecursive: { firstName } },
      { menteesRecursive: { none: { firstName } } },
      { mentorsRecursive: { every: { firstName } } },
    ]);
    const together = database.newEm();
    const inOneTick = Promise.all(filters.map((filter) => together.find(Author, filter)));
    const sent = await database.statements(() => inOneTick);
    const apart: string[][] = [];
    for (const filter of filters) apart.push(names(await database.newEm().find(Author, filter)));
    expect((await inOneTick).map(names)).toEqual(apart);
    expect(apart.slice(4, 8)).toEqual([
      ["Author:4"],
      ["Author:1"],
      ["Author:2", "Author:3", "Author:4", "Author:5", "Author:6"],
      ["Author:1", "Author:6"],
    ]);
    expect(sent.map((text) => text.split("step.").length > 1 && / IN \(WITH/.test(text))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    const a = alias(Author);
    const [m] = [alias(Author)];
    const tied = { as: a, mentorsRecursive: m };
    const older = { conditions: { and: [m.firstName.eq("a1"), a.firstName.ne("a2")] } };
    expect(names(await database.newEm().find(Author, tied, older))).toEqual([
      "Author:3",
      "Author:4",
      "Author:5",
    ]);
  });

  it("R-RECUR-2 is deeper than any stack", async () => {
    const em = database.newEm();
    const chain = chainOf(em, 3000);
    await em.flush();
    const author = await database.newEm().load(Author, chain.at(-1)!.id);
    const mentors = await author.mentorsRecursive.load();
    expect([mentors.length, String(mentors.at(-1))]).toEqual([2999, "Author:1"]);
  });
});

function chainOf(em: EntityManager, length: number): Author[] {
  const chain: Author[] = [];
  for (let at = 0; at < length; at++)
    chain.push(em.create(Author, { firstName: `a${at}`, mentor: chain.at(-1) }));
  return chain;
}
