import { beforeAll, expect, it } from "vitest";
import { newOwnKey } from "../../../entities/factories/index.ts";
import { OwnKey } from "../../../entities/OwnKey.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { deleteOwnKeyMutation } from "./deleteOwnKeyMutation.ts";
import { ownKeyQuery } from "./ownKeyQuery.ts";
import { ownKeysQuery } from "./ownKeysQuery.ts";
import { saveOwnKeyMutation } from "./saveOwnKeyMutation.ts";

let ownKey: OwnKey;

beforeAll(async () => {
  const { em } = await newTestContext();
  ownKey = newOwnKey(em);
  await em.flush();
});

it("ownKey gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(ownKeyQuery);

  const found = await run(ctx, { id: ownKey.idTagged });

  expect(idOf(found)).toBe(ownKey.idTagged);
});

it("ownKeys gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(ownKeysQuery);

  const { nodes } = await run(ctx, { filter: { id: [ownKey.idTagged] } });

  expect(nodes.map(idOf)).toEqual([ownKey.idTagged]);
});

it("saveOwnKey changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveOwnKeyMutation);

  const saved = await run(ctx, { id: ownKey.idTagged });

  expect(idOf(saved.ownKey)).toBe(ownKey.idTagged);
});

it("deleteOwnKey deletes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(deleteOwnKeyMutation);

  await run(ctx, { id: ownKey.idTagged });

  const { em } = await newTestContext();
  await expect(em.load(OwnKey, ownKey.idTagged)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
