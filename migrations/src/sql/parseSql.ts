// Postgres' own parser, compiled to WebAssembly: what a statement is, is asked of nobody else.
import type { Node } from "libpg-query";

/** What a statement says. */
export type ParsedStatement = Node;

/** SQL that Postgres could not read either. */
export class SqlSyntaxError extends Error {
  override readonly name: string = "SqlSyntaxError";
}

/** The statements of a text. @throws SqlSyntaxError */
export async function parseSql(text: string): Promise<ReadonlyArray<ParsedStatement>> {
  // Loaded when it is needed: no other command waits for it.
  const { parse } = await import("libpg-query");
  try {
    const { stmts = [] } = await parse(text);
    return stmts.flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt]));
  } catch (cause) {
    throw new SqlSyntaxError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
