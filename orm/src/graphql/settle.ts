// What a server makes of an answer: promises are awaited, functions called. Here of all fields, not of those that a query selects.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { Settled } from "./Settled.ts";

export async function settle<V>(given: V): Promise<Settled<Awaited<V>>> {
  const value: unknown = await given;
  return (await settledOf(value)) as Settled<Awaited<V>>;
}

async function settledOf(value: unknown): Promise<unknown> {
  if (typeof value === "function") return settle((value as () => unknown)());
  if (Array.isArray(value)) return Promise.all(value.map((each: unknown) => settle(each)));
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value).map(
    // Called as what it is: a member of its object.
    async ([key, each]) =>
      [key, await settle(typeof each === "function" ? each.call(value) : each)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
