// Objection over Knex over `pg`, with Knex's own pool.
import knex from "knex";
import { Model } from "objection";
import type { Workbench } from "../Contestant.ts";

export async function openKnex(url: string, run: Workbench["run"]): Promise<Workbench> {
  const database = knex({ client: "pg", connection: url });
  await database.raw("SELECT 1");
  Model.knex(database);
  return { run, close: () => database.destroy() };
}
