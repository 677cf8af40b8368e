// Mutations that save and delete, through the schema that codegen makes.
import type { GraphQLSchema } from "graphql";
import { saveEntities, saveEntity } from "kingpost/graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Theatre } from "../schema/entities/Theatre.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { ask, newSchema, scaffoldedSdl } from "./scaffoldedSchema.ts";

const database = useTestDatabase();
let schema: GraphQLSchema;

beforeAll(async () => {
  schema = newSchema(await scaffoldedSdl({ deleteMutations: true }));
});

function save(
  type: string,
  input: object,
): Promise<{ readonly data?: unknown; readonly errors?: ReadonlyArray<unknown> }> {
  const [one] = [type.charAt(0).toLowerCase() + type.slice(1)];
  const query = `mutation ($input: Save${type}Input!) { save${type}(input: $input) { ${one} { id } } }`;
  return ask(schema, database.newEm(), query, { input });
}

describe("saveEntity", () => {
  it("R-GQLS-8 R-GQLS-1/saveEntity creates, changes what is named, unsets by null and leaves what is left out", async () => {
    await save("Publisher", { name: "P" });
    await save("Author", {
      firstName: "Ann",
      lastName: "Lee",
      age: 30,
      publisherId: "p:1",
      bornOn: "1990-02-03",
    });
    expect(await save("Author", { id: "a:1", age: null, lastName: "Ray" })).toEqual({
      data: { saveAuthor: { author: { id: "a:1" } } },
    });

    expect(
      await database.query(
        "SELECT first_name, last_name, age, publisher_id, born_on::text FROM authors",
      ),
    ).toEqual([
      { first_name: "Ann", last_name: "Ray", age: null, publisher_id: 1, born_on: "1990-02-03" },
    ]);
  });

  it("R-GQLS-8 R-GQL-5 saves children with their parent, and takes none from another", async () => {
    await save("Theatre", { name: "T1", plays: [{ title: "x" }, { title: "y" }] });
    await save("Theatre", { name: "T2" });
    await save("Theatre", {
      id: "thr:1",
      plays: [
        { op: "include", id: "ply:1", title: "X" },
        { op: "delete", id: "ply:2" },
        { op: "include", title: "z" },
      ],
    });
    const stolen = await save("Theatre", { id: "thr:2", plays: [{ op: "include", id: "ply:1" }] });

    expect(stolen.errors).toMatchObject([
      { extensions: { code: "BAD_USER_INPUT", errors: [{ code: "OWNERSHIP" }] } },
    ]);
    const em = database.newEm();
    const theatres = await em.find(Theatre, {}, { populate: "plays", orderBy: { id: "ASC" } });
    expect(theatres.map(({ plays }) => plays.get.map(({ title }) => title))).toEqual([
      ["X", "z"],
      [],
    ]);
  });

  it("R-GQLS-8 a version that the client has not seen is a CONFLICT, in nested input as well", async () => {
    await save("Theatre", { name: "T", plays: [{ title: "x" }] });
    await database.query("UPDATE plays SET version = 7");
    const nested = {
      id: "thr:1",
      plays: [{ op: "include", id: "ply:1", title: "y", expectedVersion: 1 }],
    };

    expect(
      (await save("Theatre", { id: "thr:1", name: "U", expectedVersion: 1 })).errors,
    ).toBeUndefined();
    expect(
      (await save("Theatre", { id: "thr:1", name: "V", expectedVersion: 1 })).errors,
    ).toMatchObject([{ extensions: { code: "CONFLICT" } }]);
    expect((await save("Theatre", nested)).errors).toMatchObject([
      { extensions: { code: "CONFLICT" } },
    ]);
  });

  it("R-GQLS-9 errors name the place in the input", async () => {
    const missing = await save("Theatre", { name: "T", plays: [{ title: "x" }, { title: null }] });
    const wrong = await save("Author", { firstName: "A", publisherId: "b:1" });
    await save("Publisher", { name: "P" });
    const twice = await save("Publisher", { name: "P" });

    const places = [missing, wrong, twice].map(({ errors }) =>
      (
        errors as { extensions: { errors: { path: unknown; code: string }[] } }[]
      )[0]!.extensions.errors.map(({ path, code }) => [code, path]),
    );
    expect(places).toEqual([
      [["required", ["plays", 1, "title"]]],
      [["INVALID_ID", null]],
      [["UNIQUE", ["name"]]],
    ]);
  });

  it("R-GQLS-8 what one mutation could not write does not stand in the way of the next", async () => {
    const em = database.newEm();

    await expect(saveEntity({ em }, Publisher, { name: null } as never)).rejects.toMatchObject({
      code: "VALIDATION",
    });
    await saveEntity({ em }, Publisher, { name: "P" });

    expect(await database.query("SELECT name FROM publishers")).toEqual([{ name: "P" }]);
  });

  it("R-GQLS-8 leaves the writing to the caller with flush: false, and gives values of its own", async () => {
    const em = database.newEm();
    const one = await saveEntity({ em }, Author, { firstName: "a" }, { flush: false });
    const two = await saveEntities({ em }, Author, [{ firstName: "b" }, { firstName: "c" }], {
      flush: false,
      opts: { age: 9 },
    });

    expect(
      [one, ...two].map(({ firstName, age, isNewEntity }) => [firstName, age, isNewEntity]),
    ).toEqual([
      ["a", undefined, true],
      ["b", 9, true],
      ["c", 9, true],
    ]);
  });
});

describe("saveEntities", () => {
  it("R-GQLS-8 R-GQLS-1/saveEntities writes all in the order of the inputs, by statements that do not depend on how many there are", async () => {
    await save("Publisher", { name: "P" });
    await save("Author", { firstName: "old" });
    const em = database.newEm();

    const sent = await database.statements(async () => {
      const saved = await saveEntities({ em }, Author, [
        { firstName: "x", publisherId: "p:1" },
        { id: "a:1", firstName: "new" },
        { firstName: "y", publisherId: "p:1" },
      ]);
      expect(saved.map(({ firstName }) => firstName)).toEqual(["x", "new", "y"]);
    });
    expect(
      sent.filter((text) => /^(SELECT .* FROM|WITH written AS \(INSERT|UPDATE)/.test(text)).length,
    ).toBeLessThanOrEqual(5);
  });

  it("R-GQLS-8 when one cannot be applied nothing is written, and the first error has all of them", async () => {
    const em = database.newEm();
    const inputs = [{ firstName: "x" }, { id: "a:8" }, { id: "a:9" }];

    const error: unknown = await saveEntities({ em }, Author, inputs).catch(
      (reason: unknown) => reason,
    );

    expect(error).toMatchObject({
      code: "NOT_FOUND",
      errors: [{ code: "NOT_FOUND" }, { code: "NOT_FOUND" }],
    });
    await em.flush();
    expect(await database.query("SELECT 1 FROM authors")).toEqual([]);
  });
});

describe("what clients may not do", () => {
  it("R-GQLS-10 a save that names a protected field, or one that there is not, is refused before anything runs", async () => {
    const sent = await database.statements(async () => {
      for (const input of [
        { title: "x", status: "DONE" },
        { title: "x", version: 7 },
        { title: "x", createdAt: "2020-01-01T00:00:00Z" },
      ])
        expect((await save("Document", input)).errors).toHaveLength(1);
    });

    expect(sent).toEqual([]);
  });

  it("R-GQLS-10 a protected field that the schema offers all the same is refused by the entity", async () => {
    const open = newSchema(
      (await scaffoldedSdl()).replace(
        "input SaveDocumentInput {",
        "input SaveDocumentInput {\n  status: String",
      ),
    );
    const query =
      'mutation { saveDocument(input: { title: "x", status: "DONE" }) { document { id } } }';

    expect((await ask(open, database.newEm(), query)).errors).toMatchObject([
      { extensions: { code: "BAD_USER_INPUT", errors: [{ code: "IMMUTABLE" }] } },
    ]);
    expect(await database.query("SELECT 1 FROM documents")).toEqual([]);
  });
});

describe("deleteEntity", () => {
  it("R-GQL-8 R-GQLS-1/deleteEntity deletes the one with the id, with what belongs to it", async () => {
    await save("Theatre", { name: "T", plays: [{ title: "x" }] });
    const query = 'mutation { deleteTheatre(input: { id: "thr:1" }) { id } }';

    expect(await ask(schema, database.newEm(), query)).toEqual({
      data: { deleteTheatre: { id: "thr:1" } },
    });
    expect(
      await database.query(
        "SELECT (SELECT count(*) FROM theatres) + (SELECT count(*) FROM plays) AS n",
      ),
    ).toEqual([{ n: "0" }]);
    expect((await ask(schema, database.newEm(), query)).errors).toMatchObject([
      { extensions: { code: "NOT_FOUND" } },
    ]);
  });

  it("R-GQL-8 what is still needed is BAD_USER_INPUT, and stays", async () => {
    const em = database.newEm();
    em.create(Book, {
      title: "b",
      author: em.create(Author, { firstName: "A", publisher: em.create(Publisher, { name: "P" }) }),
    });
    await em.flush();

    const { errors } = await ask(
      schema,
      database.newEm(),
      'mutation { deleteAuthor(input: { id: "a:1" }) { id } }',
    );

    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(await database.query("SELECT 1 AS there FROM authors")).toEqual([{ there: 1 }]);
  });
});
