// The checksum by which answers are compared: it covers every field of every record, and not the order of records.
import { createHash } from "node:crypto";

/**
 * Count and SHA-256 of the records as sorted lines. The order of keys does not matter; a missing key, `undefined` instead
 * of `null`, or a number given as text do.
 *
 * @example
 * digest([["author", { id: 1, age: null }]]) === digest([["author", { age: null, id: 1 }]]); // true
 */
export function digest(records: Iterable<readonly [kind: string, record: object]>): string {
  const orders = new Map<string, ReadonlyArray<string>>();
  const lines = Array.from(records, ([kind, record]) =>
    JSON.stringify([kind, canonical(record, orders)]),
  ).toSorted();
  const hash = createHash("sha256").update(lines.join("\n"));
  return `${lines.length} records, sha256 ${hash.digest("hex")}`;
}

/** The record as a list of keys and values. There are few different lists of keys, so each is sorted once. */
function canonical(record: object, orders: Map<string, ReadonlyArray<string>>): unknown {
  const given = Object.keys(record);
  const signature = given.join();
  let order = orders.get(signature);
  if (order === undefined) orders.set(signature, (order = given.toSorted()));
  return order.flatMap((key) => {
    const value = (record as Readonly<Record<string, unknown>>)[key];
    // JSON has no `undefined`: in a list it would become `null`.
    if (value === undefined) return [key];
    return [key, typeof value === "object" && value !== null ? canonical(value, orders) : value];
  });
}
