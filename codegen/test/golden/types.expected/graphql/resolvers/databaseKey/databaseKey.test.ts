import { beforeAll, expect, it } from "vitest";
import { DatabaseKey } from "../../../entities/DatabaseKey.ts";
import { newDatabaseKey } from "../../../entities/factories/index.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { databaseKeyQuery } from "./databaseKeyQuery.ts";
import { databaseKeysQuery } from "./databaseKeysQuery.ts";
import { deleteDatabaseKeyMutation } from "./deleteDatabaseKeyMutation.ts";
import { saveDatabaseKeyMutation } from "./saveDatabaseKeyMutation.ts";

let databaseKey: DatabaseKey;

beforeAll(async () => {
  const { em } = await newTestContext();
  databaseKey = newDatabaseKey(em);
  await em.flush();
});

it("databaseKey gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(databaseKeyQuery);

  const found = await run(ctx, { id: databaseKey.idTagged });

  expect(idOf(found)).toBe(databaseKey.idTagged);
});

it("databaseKeys gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(databaseKeysQuery);

  const { nodes } = await run(ctx, { filter: { id: [databaseKey.idTagged] } });

  expect(nodes.map(idOf)).toEqual([databaseKey.idTagged]);
});

it("saveDatabaseKey changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveDatabaseKeyMutation);

  const saved = await run(ctx, { id: databaseKey.idTagged });

  expect(idOf(saved.databaseKey)).toBe(databaseKey.idTagged);
});

it("deleteDatabaseKey deletes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(deleteDatabaseKeyMutation);

  await run(ctx, { id: databaseKey.idTagged });

  const { em } = await newTestContext();
  await expect(em.load(DatabaseKey, databaseKey.idTagged)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
