// One copy of the template for each test worker.
import { escapeIdentifier } from "pg";
import { connect } from "../connection/connect.ts";
import type { TestTemplate } from "./createTestTemplate.ts";
import { checkPrefix, dropDatabase, dropStale } from "./dropDatabase.ts";
import { type TestDatabase, urlOfDatabase } from "./urlOfDatabase.ts";

/** Which copies to make. */
export interface TestDatabasesOptions {
  readonly adminUrl: string;
  readonly template: TestTemplate;
  readonly count: number;
  /** The front of their names: 3 to 40 lower-case letters, digits and underlines. */
  readonly prefix: string;
}

/**
 * Makes fresh copies of a template, named `<prefix>_<checksum>_<number from 1>`; copies of older templates with the same
 * prefix are dropped. One run at a time may use a prefix on a server that is shared.
 *
 * @example
 * const template = await createTestTemplate({ adminUrl, name: "app_template", dir: "migrations" });
 * const databases = await createTestDatabases({ adminUrl, template, count: 4, prefix: "app_test" });
 *
 * **SQL**
 * ```sql
 * DROP DATABASE IF EXISTS "app_test_0123456789ab_1" WITH (FORCE);
 * CREATE DATABASE "app_test_0123456789ab_1" TEMPLATE "app_template_0123456789ab"
 * ```
 *
 * @throws ServerError `NAME_REFUSED`, or as `openDatabase` does
 */
export async function createTestDatabases(
  options: TestDatabasesOptions,
): Promise<ReadonlyArray<TestDatabase>> {
  const { adminUrl, template, count, prefix } = options;
  checkPrefix(prefix);
  const names = Array.from(
    { length: count },
    (_, index) => `${prefix}_${template.checksum}_${index + 1}`,
  );
  const client = await connect(adminUrl, { source: "adminUrl" });
  try {
    for (const name of names) {
      await dropDatabase(client, name, prefix);
      await client.query(
        `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template.name)}`,
      );
    }
    await dropStale(client, prefix, new Set([...names, template.name]));
  } finally {
    await client.end();
  }
  return names.map((name) => ({ name, url: urlOfDatabase(adminUrl, name) }));
}
