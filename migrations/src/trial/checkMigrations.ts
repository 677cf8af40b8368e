import { runAll } from "../apply/runAll.ts";
import {
  type MigrateOptions,
  type MigrationSession,
  withMigrations,
} from "../apply/withMigrations.ts";
// Up, down and up again, on a database of its own: whether every way back leads back, and every way up leads to the same place.
import { readStructure, type StructurePart } from "../catalog/readStructure.ts";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { journalsIn } from "../journal/Journal.ts";
import { compareStructures } from "../plan/compareStructures.ts";
import { withScratchDatabase } from "./withScratchDatabase.ts";

/** A migration that did not lead where it should. */
export interface CheckFinding {
  readonly file: string;
  /** `down`: something stayed behind, or more went than came. `up`: the second time made something else than the first. */
  readonly direction: "down" | "up";
  /** A sentence each. */
  readonly differences: ReadonlyArray<string>;
}

/** What a check found. */
export interface CheckResult {
  /** How many migrations there are. */
  readonly files: number;
  readonly findings: ReadonlyArray<CheckFinding>;
  /** The newest migration without a way back: it and the older ones were run up only. */
  readonly irreversible: string | undefined;
}

/**
 * Runs all migrations up, down and up again on a new database beside the given one, and compares the catalogs after each: what a
 * migration leaves behind is told by its file. The given database is not touched.
 *
 * @example
 * const { findings } = await checkMigrations({ url, dir: "migrations" });
 *
 * @throws MigrationError `MIGRATION_FAILED` when one fails in either direction, `PRIVILEGE_MISSING`; ServerError when there is no connection
 */
export async function checkMigrations(options: MigrateOptions): Promise<CheckResult> {
  return withScratchDatabase(options.url, (url) =>
    withMigrations({ ...options, url, schema: "public" }, (session) => new Check(session).run()),
  );
}

class Check {
  readonly #session: MigrationSession;
  readonly #findings: Array<CheckFinding> = [];
  /** What has been told of one file is not told again of those before it. */
  readonly #told = new Set<string>();
  /** The structure before each migration, and after the last one. */
  readonly #structures: Array<ReadonlyArray<StructurePart>> = [];

  constructor(session: MigrationSession) {
    this.#session = session;
  }

  async run(): Promise<CheckResult> {
    const { files } = this.#session;
    this.#structures.push(await this.#read());
    for (const file of files) {
      await runAll(this.#session, [file], "up");
      this.#structures.push(await this.#read());
    }
    const reached = await this.#down(files);
    this.#told.clear();
    for (const [index, file] of files.entries()) {
      if (index < reached) continue;
      await runAll(this.#session, [file], "up");
      await this.#compare(file, "up", index + 1);
    }
    const irreversible = files[reached - 1]?.file;
    return { files: files.length, findings: this.#findings, irreversible };
  }

  /** Answers how many migrations from the first on were not taken back. */
  async #down(files: ReadonlyArray<MigrationFile>): Promise<number> {
    for (const [index, file] of [...files.entries()].toReversed()) {
      try {
        await runAll(this.#session, [file], "down");
      } catch (error) {
        if (error instanceof MigrationError && error.code === "MIGRATION_IRREVERSIBLE")
          return index + 1;
        throw error;
      }
      await this.#compare(file, "down", index);
    }
    return 0;
  }

  async #compare({ file }: MigrationFile, direction: "down" | "up", index: number): Promise<void> {
    const differences = compareStructures(this.#structures[index] ?? [], await this.#read());
    const fresh = differences.filter((each) => !this.#told.has(each));
    for (const each of fresh) this.#told.add(each);
    if (fresh.length > 0) this.#findings.push({ file, direction, differences: fresh });
  }

  async #read(): Promise<ReadonlyArray<StructurePart>> {
    const { observer, client, schema } = this.#session;
    return readStructure(observer ?? client, journalsIn(schema));
  }
}
