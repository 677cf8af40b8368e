import { findGql } from "kingpost/graphql";
import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P1" });
  em.create(Author, { firstName: "Ann", age: 30, publisher });
  em.create(Author, { firstName: "Bob" });
  await em.flush();
});

describe("findGql", () => {
  it.each([
    [null, ["Ann", "Bob"]],
    [{ firstName: null, publisher: null, or: null }, ["Ann", "Bob"]],
    [{ age: { gte: null, lt: 40 } }, ["Ann"]],
    [{ age: { eq: null } }, ["Bob"]],
    [{ age: { op: "eq", value: null } }, ["Bob"]],
    [{ age: { op: "gt", value: 10 } }, ["Ann"]],
    [{ age: { op: "gt", value: null } }, ["Ann", "Bob"]],
    [{ age: [30, null] }, ["Ann", "Bob"]],
    [{ publisher: { name: { search: "p" }, authors: null } }, ["Ann"]],
    [{ or: [{ firstName: "Bob", age: null }, { age: { op: "gte", value: 30 } }] }, ["Ann", "Bob"]],
  ])(
    "R-FIND-11 R-FILT-11 null is absent, except where it asks for NULL: %o",
    async (where, names) => {
      const found = await findGql(database.newEm(), Author, where, { limit: null, offset: null });
      expect(found.map(({ firstName }) => firstName)).toEqual(names);
    },
  );

  it("R-FIND-11 loads a hint, and refuses what is no filter", async () => {
    const em = database.newEm();
    const [ann] = await findGql(
      em,
      Author,
      { firstName: "Ann" },
      { populate: "publisher", limit: 1 },
    );
    expect(ann?.publisher.get?.name).toBe("P1");
    await expect(findGql(em, Author, { firstNam: "x" } as object)).rejects.toMatchObject({
      code: "INVALID_FILTER",
    });
  });
});
