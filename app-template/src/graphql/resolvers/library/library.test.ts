import { beforeAll, expect, it } from "vitest";
import { Library } from "../../../entities/Library.ts";
import { idOf, makeRunQuery, newTestContext } from "../testUtils.ts";
import { librariesQuery } from "./librariesQuery.ts";
import { libraryQuery } from "./libraryQuery.ts";

let library: Library;

beforeAll(async () => {
  const { em } = await newTestContext();
  // The one that the tests work for: nobody sees another one.
  library = await em.findOneOrFail(Library, {});
});

it("library gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(libraryQuery);

  const found = await run(ctx, { id: library.idTagged });

  expect(idOf(found)).toBe(library.idTagged);
});

it("libraries gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(librariesQuery);

  const { nodes } = await run(ctx, { filter: { id: [library.idTagged] } });

  expect(nodes.map(idOf)).toEqual([library.idTagged]);
});
