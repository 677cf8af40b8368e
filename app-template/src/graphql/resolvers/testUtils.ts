// How the tests of resolvers get a database and a context: a clone for each file, as the tests in `test/` have it.
import {
  makeMakeRunInputMutation,
  makeMakeRunObjectField,
  makeMakeRunQuery,
  type RunFn,
} from "kingpost/graphql/tests";
import { afterAll, beforeAll } from "vitest";
import { newDatabase } from "../../../test/newTestApp.ts";
import { type Context, newContext } from "../../context.ts";
import { type Database, openDatabase } from "../../database.ts";
import { Library } from "../../entities/Library.ts";
import { readSettings } from "../../settings.ts";

let database: Database;
/** The one that the tests of a file work for. */
let library: string;

beforeAll(async () => {
  const databaseUrl = await newDatabase(`resolvers_${process.env["VITEST_POOL_ID"]}`);
  database = openDatabase(readSettings({ DATABASE_URL: databaseUrl, POOL_SIZE: "2" }));
  const { em } = newContext({ driver: database.driver, log: console, isUnrestricted: true });
  const created = em.create(Library, { name: "Library of the tests" });
  await em.flush();
  library = created.idTagged;
});

afterAll(() => database.close());

/** A context with a unit of work of its own, of somebody who works for a library. */
export async function newTestContext(): Promise<Context> {
  return newContext({
    driver: database.driver,
    log: console,
    user: { id: "r:1", roles: [], library },
  });
}

/** Writes what a test has made, and calls a resolver with a context of its own. */
const run: RunFn<Context> = async (ctx, fn) => {
  await ctx.em.flush();
  return fn(await newTestContext());
};

export const makeRunQuery = makeMakeRunQuery(run);
export const makeRunInputMutation = makeMakeRunInputMutation(run);
export const makeRunObjectField = makeMakeRunObjectField(run);

/** The id of what a resolver answered with: an entity, or its id. */
export function idOf(
  found: string | { readonly idTagged: string } | null | undefined,
): string | undefined {
  return typeof found === "object" ? found?.idTagged : found;
}
