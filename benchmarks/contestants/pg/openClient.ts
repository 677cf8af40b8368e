// The connection of the hand-written contestant: one plain client, one query at a time.
import { Client } from "pg";
import type { Workbench } from "../Contestant.ts";

/** A workbench on one client of `pg`. */
export async function openClient(
  url: string,
  run: (client: Client) => ReturnType<Workbench["run"]>,
): Promise<Workbench> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    run: () => run(client),
    close: () => client.end(),
  };
}
