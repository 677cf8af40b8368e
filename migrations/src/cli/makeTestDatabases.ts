// `template` and `test-databases`: what test runs copy their databases from, for people and scripts that do not call the functions.
import type { MigrateOptions } from "../apply/withMigrations.ts";
import { createTestDatabases } from "../server/createTestDatabases.ts";
import { createTestTemplate, findTestTemplate } from "../server/createTestTemplate.ts";
import { type MigrateValues, numberOf } from "./MigrateValues.ts";

/** Builds the template, or finds it, and prints its name; without `--build` 1 when it would have to be built. */
export async function makeTemplate(
  { url: adminUrl, dir }: MigrateOptions,
  { build, prefix = "app" }: MigrateValues,
): Promise<number> {
  const options = { adminUrl, name: `${prefix}_template`, dir };
  const template = build ? await createTestTemplate(options) : await findTestTemplate(options);
  console.log(
    template?.name ??
      "There is no template of these migrations. Build it with: kingpost-migrate template --build",
  );
  return template === undefined ? 1 : 0;
}

/** Makes copies of the template, building it where needed, and prints their addresses, a line each. */
export async function makeTestDatabases(
  { url: adminUrl, dir }: MigrateOptions,
  { count = "1", prefix = "app" }: MigrateValues,
): Promise<number> {
  const template = await createTestTemplate({ adminUrl, name: `${prefix}_template`, dir });
  const databases = await createTestDatabases({
    adminUrl,
    template,
    count: numberOf(count, "--count"),
    prefix: `${prefix}_test`,
  });
  for (const { url } of databases) console.log(url);
  return 0;
}
