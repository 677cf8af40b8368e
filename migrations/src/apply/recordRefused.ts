// Stands between node-pg-migrate and the connection and remembers the statement that Postgres refused, for the message.
import type { Client } from "pg";

/** What Postgres refused. */
export interface RefusedStatement {
  readonly text: string;
  readonly error: unknown;
}

/** A connection that is watched. */
export interface WatchedClient {
  /** The connection, to be used in place of the one it stands for. */
  readonly client: Client;
  /** The last statement that was refused. */
  readonly refused: () => RefusedStatement | undefined;
}

/** Watches the statements of a connection. */
export function recordRefused(client: Client): WatchedClient {
  let refused: RefusedStatement | undefined;
  const query = async (
    statement: string | { text: string },
    values?: Array<unknown>,
  ): Promise<unknown> => {
    try {
      return await (typeof statement === "string"
        ? client.query(statement, values)
        : client.query(statement, values));
    } catch (error) {
      refused = { text: typeof statement === "string" ? statement : statement.text, error };
      throw error;
    }
  };
  const watched = new Proxy(client, {
    get: (target, key) => (key === "query" ? query : Reflect.get(target, key, target)),
  });
  return { client: watched, refused: () => refused };
}
