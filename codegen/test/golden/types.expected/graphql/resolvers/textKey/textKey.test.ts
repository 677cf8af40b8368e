import { beforeAll, expect, it } from "vitest";
import { newTextKey } from "../../../entities/factories/index.ts";
import { TextKey } from "../../../entities/TextKey.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { deleteTextKeyMutation } from "./deleteTextKeyMutation.ts";
import { saveTextKeyMutation } from "./saveTextKeyMutation.ts";
import { textKeyQuery } from "./textKeyQuery.ts";
import { textKeysQuery } from "./textKeysQuery.ts";

let textKey: TextKey;

beforeAll(async () => {
  const { em } = await newTestContext();
  textKey = newTextKey(em);
  await em.flush();
});

it("textKey gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(textKeyQuery);

  const found = await run(ctx, { id: textKey.idTagged });

  expect(idOf(found)).toBe(textKey.idTagged);
});

it("textKeys gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(textKeysQuery);

  const { nodes } = await run(ctx, { filter: { id: [textKey.idTagged] } });

  expect(nodes.map(idOf)).toEqual([textKey.idTagged]);
});

it("saveTextKey changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveTextKeyMutation);

  const saved = await run(ctx, { id: textKey.idTagged });

  expect(idOf(saved.textKey)).toBe(textKey.idTagged);
});

it("deleteTextKey deletes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(deleteTextKeyMutation);

  await run(ctx, { id: textKey.idTagged });

  const { em } = await newTestContext();
  await expect(em.load(TextKey, textKey.idTagged)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
