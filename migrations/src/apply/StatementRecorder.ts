// Stands between node-pg-migrate and the connection and remembers the statement that Postgres refused, for the message.
import type { ClientBase } from "pg";

/** What Postgres refused. */
export interface RefusedStatement {
  readonly text: string;
  readonly error: unknown;
}

/** Passes statements on; the first refused one is kept in `refused`. */
export class StatementRecorder {
  refused: RefusedStatement | undefined;
  readonly #client: ClientBase;

  constructor(client: ClientBase) {
    this.#client = client;
  }

  async query(
    statement: string | { readonly text: string },
    values?: Array<unknown>,
  ): Promise<unknown> {
    try {
      return await this.#client.query(statement as string, values);
    } catch (error) {
      this.refused ??= { text: typeof statement === "string" ? statement : statement.text, error };
      throw error;
    }
  }
}
