// Asks, before the first request, whether the database is the one that the code was generated for.
import { catalogStatements } from "../catalog/catalogStatements.ts";
import { compareWithSchema, schemasOf } from "../catalog/compareWithSchema.ts";
import { toDbSchema } from "../catalog/toDbSchema.ts";
import type { Executor } from "../driver/Driver.ts";
import { SchemaDriftError } from "../errors/SchemaDriftError.ts";
import type { Domain } from "../schema/Domain.ts";

/**
 * Rejects when the database is not one that the code of a domain can work on: a table, column or sequence that is missing, another type
 * or nullability, a unique index that is missing, other rows in an enum's table or values of an enum's type, or a column that must have
 * a value and that the code does not know. What the code does not rely on may differ.
 *
 * @example
 * const driver = new PostgresDriver(pool);
 * await assertSchemaMatches(domain, driver);
 *
 * **SQL**: `BEGIN READ ONLY`, the one query of `kingpost/catalog`, and `COMMIT`: one round trip.
 * @throws SchemaDriftError (`SCHEMA_DRIFT`), or what the driver throws
 */
export async function assertSchemaMatches<C>(domain: Domain<C>, driver: Executor): Promise<void> {
  const statements = catalogStatements(schemasOf(domain.schema));
  const results = await driver.transact(statements, { readOnly: true });
  const cell = results.at(-1)?.rows[0]?.[0];
  const differences = compareWithSchema(domain, toDbSchema(String(cell)));
  if (differences.length > 0) throw new SchemaDriftError({ differences });
}
