// The commands that try migrations on databases of their own: `check`, `squash` and `dump`.
import { writeFile } from "node:fs/promises";
import type { MigrateOptions } from "../apply/withMigrations.ts";
import { readStructure } from "../catalog/readStructure.ts";
import { connect } from "../connection/connect.ts";
import { journalsIn } from "../journal/Journal.ts";
import { printStructure } from "../plan/printStructure.ts";
import { checkMigrations, type CheckResult } from "../trial/checkMigrations.ts";
import { squashMigrations } from "../trial/squashMigrations.ts";
import type { MigrateValues } from "./MigrateValues.ts";
import { showLint } from "./showLint.ts";

/** `check`: 1 when a way back does not lead back. */
export async function showCheck(target: MigrateOptions, values: MigrateValues): Promise<number> {
  const { json } = values;
  const result = await checkMigrations(target);
  console.log(json ? JSON.stringify(result, null, 2) : describe(result));
  // Read by a program there is one value; lint has a JSON of its own.
  const linted = json ? 0 : await showLint(target, values);
  return result.findings.length === 0 ? linted : 1;
}

function describe({ files, findings, irreversible }: CheckResult): string {
  const lines = findings.flatMap(({ file, direction, differences }) => [
    direction === "down"
      ? `${file}: its way back does not lead back:`
      : `${file}: the second time it makes something else than the first:`,
    ...differences.map((each) => `- ${each}`),
  ]);
  const note =
    irreversible === undefined
      ? []
      : [`${irreversible} has no way back: it and what comes before it were run up only.`];
  const sum =
    findings.length === 0
      ? `${files} migrations: up, down and up again lead to the same catalog.`
      : `${findings.length} of ${files} migrations do not.`;
  return [...lines, ...note, sum].join("\n");
}

/** `squash`: one migration of many. */
export async function squash({ url, dir }: MigrateOptions, { to }: MigrateValues): Promise<number> {
  const { path, replaced } = await squashMigrations({
    url,
    dir,
    ...(to === undefined ? {} : { to }),
  });
  console.log(
    `wrote ${path}; it stands for ${replaced.length} migrations, which are gone:\n${replaced.map((each) => `- ${each}`).join("\n")}`,
  );
  return 0;
}

/** `dump`: the structure of the database as SQL, for review. */
export async function dump(
  { url, schema }: MigrateOptions,
  { file }: MigrateValues,
): Promise<number> {
  const client = await connect(url);
  try {
    const sql = printStructure(await readStructure(client, journalsIn(schema ?? "public")));
    if (file === undefined) console.log(sql.trimEnd());
    else {
      await writeFile(file, sql);
      console.log(`wrote ${file}`);
    }
    return 0;
  } finally {
    await client.end();
  }
}
