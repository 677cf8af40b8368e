// `lint`: what is dangerous in pending migrations.
import { lintMigrations } from "../apply/lintMigrations.ts";
import type { MigrateOptions } from "../apply/withMigrations.ts";
import type { LintFinding } from "../lint/Finding.ts";
import type { MigrateValues } from "./MigrateValues.ts";

/** Prints the findings; 1 when one is an error. */
export async function showLint(
  target: MigrateOptions,
  values: MigrateValues,
  only: ReadonlyArray<string> = [],
): Promise<number> {
  const findings = await findingsOf(target, values, only);
  if (values.json) console.log(JSON.stringify(findings, null, 2));
  else console.log(formatFindings(findings));
  return findings.some(({ level }) => level === "error") ? 1 : 0;
}

/** Before `up --lint=error|warn`: prints what was found; false when it must not run. */
export async function isPassedByLint(
  target: MigrateOptions,
  values: MigrateValues,
): Promise<boolean> {
  const findings = (await findingsOf(target, values, [])).filter(({ level }) => level !== "info");
  if (findings.length > 0) console.log(formatFindings(findings));
  return values.lint !== "error" || findings.every(({ level }) => level !== "error");
}

async function findingsOf(
  { url, dir, schema, decamelize = false }: MigrateOptions,
  { config }: MigrateValues,
  only: ReadonlyArray<string>,
): Promise<ReadonlyArray<LintFinding>> {
  return lintMigrations({
    url,
    dir,
    only,
    decamelize,
    ...(schema === undefined ? {} : { schema }),
    ...(config === undefined ? {} : { config }),
  });
}

function formatFindings(findings: ReadonlyArray<LintFinding>): string {
  const lines = findings.map(
    ({ file, line, level, rule, message, remedy }) =>
      `${file}:${line} ${level} ${rule}: ${message}\n    ${remedy.replaceAll("\n", "\n    ")}`,
  );
  const counts = (["error", "warn", "info"] as const).flatMap((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    return count === 0 ? [] : [`${count} ${level}`];
  });
  return [...lines, counts.length === 0 ? "Nothing was found." : counts.join(", ")].join("\n");
}
