// A whole comparison: databases, one process for each ORM, the report.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Finding, Report } from "../report/Report.ts";
import { roster } from "../roster.ts";
import type { Observed, Scenario } from "../scenarios/Scenario.ts";
import { type ScenarioName, scenarios } from "../scenarios/scenarios.ts";
import { openDatabases } from "./openDatabases.ts";
import type { Options } from "./parseOptions.ts";
import { playAll } from "./playAll.ts";

/** Plays the scenarios with every ORM. When `signal` is aborted it rejects, after processes and databases are gone. */
export async function runCompare(
  { scenarios: names, orms }: Pick<Options, "orms" | "scenarios">,
  signal: AbortSignal,
): Promise<Report> {
  const playedBy = (orm: string): ReadonlyArray<ScenarioName> =>
    names.filter((name) => roster[orm]!.plays.includes(name));
  const databases = await openDatabases(orms.length);
  const results: Array<Finding> = [];
  const failed: Array<Report["failed"][number]> = [];
  try {
    for (const [n, contestant] of orms.entries()) {
      const url = databases.urls[n]!;
      for (const [name, answer] of await playAll(contestant, playedBy(contestant), url, signal)) {
        // What is observed was made by the act of this very scenario.
        const scenario = scenarios[name] as unknown as Scenario<Observed>;
        const { number, title } = scenario;
        if (answer.kind === "failed") {
          failed.push({ scenario: number, contestant, reason: answer.reason });
          continue;
        }
        const { observed, statements, rows, lines, code } = answer;
        results.push({
          scenario: number,
          title,
          contestant,
          ...scenario.judge(observed),
          statements: statements.length,
          rows,
          sqlBytes: statements.reduce((sum, sql) => sum + Buffer.byteLength(sql), 0),
          lines,
          code,
          observed,
        });
      }
    }
  } finally {
    await databases.close();
  }
  const descriptions = names.map((name) => {
    const { number, title, question, rightAnswer, note }: Scenario<never> = scenarios[name];
    return { number, title, question, rightAnswer, ...(note === undefined ? {} : { note }) };
  });
  return { results, failed, scenarios: descriptions, versions: readVersions() };
}

function readVersions(): Readonly<Record<string, string>> {
  const here = createRequire(import.meta.url);
  return {
    node: process.versions.node,
    kingpost: versionIn(new URL("../../orm/package.json", import.meta.url)),
    "mikro-orm": versionIn(here.resolve("@mikro-orm/postgresql/package.json")),
    ...pinned("../package.json", ["drizzle-orm", "typeorm"]),
    ...pinned("../prisma/package.json", ["prisma"]),
    typescript: versionIn(here.resolve("typescript/package.json")),
  };
}

/** As our own manifest pins them: some packages do not show theirs. */
function pinned(manifest: string, names: ReadonlyArray<string>): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(new URL(manifest, import.meta.url), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return Object.fromEntries(names.map((name) => [name, dependencies[name]!]));
}

function versionIn(path: string | URL): string {
  return (JSON.parse(readFileSync(path, "utf8")) as { readonly version: string }).version;
}
