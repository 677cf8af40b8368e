// A project whose generated code is run: it lies within this package, so that it finds the library.
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Driver } from "kingpost";
import { PostgresDriver, RecordingDriver } from "kingpost/pg";
import { Pool } from "pg";
import { kingpostCodegen } from "../src/cli/kingpostCodegen.ts";
import { freshDatabase } from "./freshDatabase.ts";
import type { FreshDatabase } from "./makeDatabase.ts";

export interface RuntimeProject extends AsyncDisposable {
  readonly directory: string;
  readonly database: FreshDatabase;
  readonly driver: Driver;
  /** What codegen printed. */
  readonly output: string;
  /** The SQL that was sent meanwhile. */
  statements(run: () => Promise<unknown>): Promise<ReadonlyArray<string>>;
  // oxlint-disable-next-line typescript/no-explicit-any -- what is generated is known to the test alone
  load(path: string): Promise<any>;
}

export async function newRuntimeProject(
  sql: string,
  config: unknown,
  files: Readonly<Record<string, string>> = {},
): Promise<RuntimeProject> {
  const root = resolve(import.meta.dirname, "../dist/test-projects");
  await mkdir(root, { recursive: true });
  const directory = await mkdtemp(join(root, "project-"));
  const database = await freshDatabase(sql);
  const written = { "kingpost.config.json": JSON.stringify(config), ...files };
  for (const [path, text] of Object.entries(written)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  const lines: string[] = [];
  await kingpostCodegen([], {
    cwd: directory,
    env: { DATABASE_URL: database.url },
    log: (line) => lines.push(line),
  });
  const pool = new Pool({ connectionString: database.url, max: 3 });
  const driver = new RecordingDriver(new PostgresDriver(pool));
  return {
    directory,
    database,
    driver,
    output: lines.join("\n"),
    statements: async (run) => {
      const before = driver.statements.length;
      await run();
      return driver.statements.slice(before).map(({ text }) => text);
    },
    load: (path) => import(pathToFileURL(join(directory, path)).href),
    [Symbol.asyncDispose]: async () => {
      await pool.end();
      await database[Symbol.asyncDispose]();
      await rm(directory, { recursive: true });
    },
  };
}
