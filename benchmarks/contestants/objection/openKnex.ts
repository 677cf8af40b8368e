// Objection over Knex over `pg`, with Knex's own pool.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import knex from "knex";
import { Model } from "objection";
import type { Workbench } from "../Contestant.ts";
import { type CountableClient, countQueries } from "../countQueries.ts";

export async function openKnex(url: string, run: Workbench["run"]): Promise<Workbench> {
  const database = knex({ client: "pg", connection: url });
  await database.raw("SELECT 1");
  Model.knex(database);
  const driver = createRequire(fileURLToPath(import.meta.resolve("knex")));
  const { Client } = driver("pg") as { readonly Client: CountableClient };
  return { run, count: () => countQueries(Client), close: () => database.destroy() };
}
