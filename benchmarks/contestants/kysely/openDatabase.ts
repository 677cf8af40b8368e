// Kysely over a pool of `pg` with the pool's own settings, and the tables as its documentation declares them.
import { type Generated, Kysely, PostgresDialect } from "kysely";
import { Pool } from "pg";
import type { Workbench } from "../Contestant.ts";

interface Times {
  readonly created_at: Generated<Date>;
  readonly updated_at: Generated<Date>;
}

/** A table's columns, as Kysely types them. */
export interface Database {
  readonly publishers: Times & {
    readonly id: Generated<number>;
    readonly name: string;
    readonly country: string;
    readonly founded_year: number | null;
  };
  readonly authors: Times & {
    readonly id: Generated<number>;
    readonly publisher_id: number | null;
    readonly first_name: string;
    readonly last_name: string;
    readonly email: string;
    readonly age: number | null;
    readonly is_active: boolean;
    readonly bio: string | null;
  };
  readonly books: Times & {
    readonly id: Generated<number>;
    readonly author_id: number;
    readonly title: string;
    readonly isbn: string | null;
    readonly pages: number;
    readonly price_cents: number;
  };
  readonly reviews: Times & {
    readonly id: Generated<number>;
    readonly book_id: number;
    readonly rating: number;
    readonly body: string;
  };
  readonly tags: Times & { readonly id: Generated<number>; readonly name: string };
  readonly books_to_tags: {
    readonly id: Generated<number>;
    readonly book_id: number;
    readonly tag_id: number;
    readonly created_at: Generated<Date>;
  };
}

export async function openDatabase(
  url: string,
  run: (db: Kysely<Database>) => ReturnType<Workbench["run"]>,
): Promise<Workbench> {
  const pool = new Pool({ connectionString: url });
  await pool.query("SELECT 1");
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { run: () => run(db), close: () => db.destroy() };
}
