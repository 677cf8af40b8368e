import { expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

it("R-BATCH-8, R-EM-4/getLoader a loader of one's own batches, lives with its em and forgets at each flush", async () => {
  const em = database.newEm();
  const calls: string[][] = [];
  const load = (keys: ReadonlyArray<string>): Promise<number[]> => {
    calls.push([...keys]);
    return Promise.resolve(keys.map(({ length }) => length));
  };
  const lengthOf = (key: string): Promise<number> => em.getLoader("length", "all", load).load(key);
  expect(await Promise.all([lengthOf("a"), lengthOf("bb"), lengthOf("a")])).toEqual([1, 2, 1]);
  await lengthOf("bb");
  em.create(Author, { firstName: "a1" });
  await em.flush();
  await lengthOf("bb");
  await database.newEm().getLoader("length", "all", load).load("a");
  expect(calls).toEqual([["a", "bb"], ["bb"], ["a"]]);
});

it("R-BATCH-8 a loader without values is called once for all keys of a tick", async () => {
  const em = database.newEm();
  const calls: string[][] = [];
  const loaded = em.getBatchLoader("warm", "all", (keys: string[]) => {
    calls.push(keys);
    return Promise.resolve();
  });
  expect(await Promise.all(["a", "b", "a"].map((key) => loaded.load(key)))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(em.getBatchLoader("warm", "all", () => Promise.resolve())).toBe(loaded);
  expect(calls).toEqual([["a", "b"]]);
});
