// A database of its own for one test, with the schema that the test is about.
import { inject } from "vitest";
import { type FreshDatabase, makeDatabase } from "./makeDatabase.ts";

/** Made with `sql`, and dropped at the end of the block that declares it with `await using`. */
export async function freshDatabase(...sql: ReadonlyArray<string>): Promise<FreshDatabase> {
  return makeDatabase(inject("adminUrl"), sql);
}
