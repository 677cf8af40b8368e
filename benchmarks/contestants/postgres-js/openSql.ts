// postgres.js on one connection, as the hand-written contestant has it; members are called camelCase by its own transformation.
import postgres from "postgres";
import type { Workbench } from "../Contestant.ts";

export type Sql = postgres.Sql;

export async function openSql(
  url: string,
  run: (sql: Sql) => ReturnType<Workbench["run"]>,
): Promise<Workbench> {
  const sql = postgres(url, { max: 1, transform: postgres.camel });
  await sql`SELECT 1`;
  return { run: () => run(sql), close: () => sql.end() };
}
