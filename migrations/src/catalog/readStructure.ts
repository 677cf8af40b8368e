// A whole database as statements that would make it, in an order in which they can be run.
import type { Client } from "pg";
import { structureQuery } from "./structureQuery.ts";

/** One statement. */
export interface StructurePart {
  /** `table`, `index`, `function`, … */
  readonly kind: string;
  /** The same in two databases for what is the same in both. */
  readonly name: string;
  /** Without a semicolon. */
  readonly sql: string;
  /** Constraints and what follows them come after the rows. */
  readonly isAfterRows: boolean;
}

interface Row {
  readonly rank: number;
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly sql: string;
  readonly needs: ReadonlyArray<string>;
}

/**
 * Reads the structure of a database: schemas, extensions, types, sequences, functions, tables, views, constraints, indexes, triggers,
 * rules, policies, comments and grants, those of later tables included, and roles that cannot log in and have a part in it. Other roles, aggregates, operators and casts are left out, and so are the tables of `ignored`.
 */
export async function readStructure(
  client: Client,
  ignored: ReadonlyArray<string>,
): Promise<ReadonlyArray<StructurePart>> {
  await client.query("BEGIN READ ONLY");
  try {
    await client.query("SELECT set_config('search_path', '', true)");
    const { rows } = await client.query<Row>(structureQuery, [ignored]);
    return sorted(rows).map(({ rank, kind, name, sql }) => ({
      kind,
      name,
      sql,
      isAfterRows: rank > 3,
    }));
  } finally {
    await client.query("COMMIT");
  }
}

/** By rank; within one, what is needed comes first. A ring of needs is left in the order of names. */
function sorted(rows: ReadonlyArray<Row>): ReadonlyArray<Row> {
  const byId = new Map(rows.filter(({ rank }) => rank === 2).map((row) => [row.id, row]));
  const done = new Set<Row>();
  const visit = (row: Row): void => {
    if (done.has(row)) return;
    done.add(row);
    for (const id of row.needs) {
      const needed = byId.get(id);
      if (needed !== undefined) visit(needed);
    }
    order.push(row);
  };
  const order: Array<Row> = [];
  for (const row of rows) visit(row);
  return order.toSorted((a, b) => a.rank - b.rank);
}
