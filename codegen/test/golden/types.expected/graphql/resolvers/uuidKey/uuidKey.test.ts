import { beforeAll, expect, it } from "vitest";
import { newUuidKey } from "../../../entities/factories/index.ts";
import { UuidKey } from "../../../entities/UuidKey.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { deleteUuidKeyMutation } from "./deleteUuidKeyMutation.ts";
import { saveUuidKeyMutation } from "./saveUuidKeyMutation.ts";
import { uuidKeyQuery } from "./uuidKeyQuery.ts";
import { uuidKeysQuery } from "./uuidKeysQuery.ts";

let uuidKey: UuidKey;

beforeAll(async () => {
  const { em } = await newTestContext();
  uuidKey = newUuidKey(em);
  await em.flush();
});

it("uuidKey gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(uuidKeyQuery);

  const found = await run(ctx, { id: uuidKey.idTagged });

  expect(idOf(found)).toBe(uuidKey.idTagged);
});

it("uuidKeys gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(uuidKeysQuery);

  const { nodes } = await run(ctx, { filter: { id: [uuidKey.idTagged] } });

  expect(nodes.map(idOf)).toEqual([uuidKey.idTagged]);
});

it("saveUuidKey changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveUuidKeyMutation);

  const saved = await run(ctx, { id: uuidKey.idTagged });

  expect(idOf(saved.uuidKey)).toBe(uuidKey.idTagged);
});

it("deleteUuidKey deletes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(deleteUuidKeyMutation);

  await run(ctx, { id: uuidKey.idTagged });

  const { em } = await newTestContext();
  await expect(em.load(UuidKey, uuidKey.idTagged)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
