// Notices changes of a schema by asking, since a database tells nobody that a migration has run.
import { setTimeout } from "node:timers/promises";
import type { Client } from "pg";
import { CodegenError } from "../errors/CodegenError.ts";
import { introspect, type IntrospectOptions } from "./introspect.ts";

export interface SchemaFollower {
  /** From here on no change is missed. */
  begun(): void;
  /** The schema is another one than it was. */
  changed(): void;
  /** The database does not answer; it is asked again until it does. */
  lost(problem: string): void;
}

const interval = 300;

/**
 * Goes on until the signal.
 *
 * **SQL**: `SELECT pg_snapshot_xmax(pg_current_snapshot())` over and over, which tells for nothing whether anybody has committed
 * anything; the catalog is read when somebody has.
 */
export async function followSchema(
  url: string,
  options: IntrospectOptions,
  signal: AbortSignal,
  follower: SchemaFollower,
): Promise<void> {
  let seen: string | undefined;
  let position: string | undefined;
  let isLost = false;
  let client: Client | undefined;
  while (!signal.aborted) {
    try {
      client ??= await connect(url);
      const next = await positionOf(client);
      if (next !== position) {
        const schema = JSON.stringify(await introspect(url, options));
        // After a time without it, what was missed cannot be told but by its result.
        if (seen !== undefined && seen !== schema) follower.changed();
        seen = schema;
        position = next;
      }
      isLost = false;
      follower.begun();
    } catch (error) {
      await client?.end().catch(() => {});
      client = undefined;
      position = undefined;
      follower.begun();
      if (!isLost) follower.lost(reasonOf(error));
      isLost = true;
    }
    await setTimeout(interval, undefined, { signal }).catch(() => {});
  }
  await client?.end().catch(() => {});
}

async function connect(url: string): Promise<Client> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    connectionString: url,
    application_name: "kingpost-codegen",
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks while it is idle is noticed by the next query.
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Moves whenever a transaction that wrote has ended. */
async function positionOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ readonly position: string }>(
    "SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS position",
  );
  return rows[0]!.position;
}

function reasonOf(error: unknown): string {
  return error instanceof CodegenError ? error.problems.join(" ") : (error as Error).message;
}
