// What a migration would send, found out without sending it: its `up` is run with a builder that only collects. Each statement
// knows the line of the migration that made it.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { MigrationBuilder } from "node-pg-migrate";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { isRefusal } from "../helpers/reversible.ts";
import { splitStatements } from "../sql/splitStatements.ts";
import { loadMigration, type LoadedMigration } from "./loadMigration.ts";

/** A statement and where it comes from. */
export interface CollectedStatement {
  readonly sql: string;
  readonly line: number;
}

/** What a migration would do. */
export interface CollectedMigration {
  readonly text: string;
  readonly statements: ReadonlyArray<CollectedStatement>;
  readonly isInTransaction: boolean;
  /** It has a way back, its own or the automatic one. */
  readonly hasWayBack: boolean;
  /** Why its code could not be run without a database; the statements up to there were collected. */
  readonly failure: string | undefined;
}

/** @throws MigrationError `MIGRATION_FAILED` when the file cannot be loaded */
export async function collectStatements(
  file: MigrationFile,
  decamelize: boolean = false,
): Promise<CollectedMigration> {
  const text = await readFile(file.path, "utf8");
  const loaded = await loadMigration(file);
  const statements: Array<CollectedStatement> = [];
  const builder = new MigrationBuilder(noDatabase, loaded.shorthands, decamelize, silent);
  let failure: string | undefined;
  try {
    await loaded.up(watched(builder, file, statements));
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  return {
    text,
    statements: file.kind === "sql" ? placed(text, statements) : statements,
    isInTransaction: builder.isUsingTransaction(),
    hasWayBack: await hasWayBack(loaded),
    failure,
  };
}

const ignore = (): void => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Queries of the migration's own are answered with no rows. */
const noDatabase = {
  query: () => Promise.resolve({ rows: [], rowCount: 0 }),
  select: () => Promise.resolve([]),
  column: () => Promise.resolve([]),
} as never;

/** The builder, of which each call says where it was made. */
function watched(
  builder: MigrationBuilder,
  file: MigrationFile,
  statements: Array<CollectedStatement>,
): MigrationBuilder {
  return new Proxy(builder, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== "function") return member;
      return (...args: Array<unknown>): unknown => {
        const before = target.getSqlSteps().length;
        const result: unknown = Reflect.apply(member, target, args);
        const line = lineIn(file);
        for (const step of target.getSqlSteps().slice(before)) {
          const { statements: each, rest } = splitStatements(step);
          for (const sql of rest === "" ? each : [...each, rest]) statements.push({ sql, line });
        }
        return result;
      };
    },
  });
}

/** The line of the migration that is being run; types are stripped in place, so that lines are those of the file. */
function lineIn({ path }: MigrationFile): number {
  const url = pathToFileURL(path).href;
  const frame = (new Error("where").stack ?? "")
    .split("\n")
    .find((each) => each.includes(url) || each.includes(path));
  return Number(/:(\d+):\d+\)?$/.exec(frame ?? "")?.[1] ?? 1);
}

/** Statements of an SQL file stand in it as they are. */
function placed(
  text: string,
  statements: ReadonlyArray<CollectedStatement>,
): ReadonlyArray<CollectedStatement> {
  let from = 0;
  return statements.map(({ sql }) => {
    const at = text.indexOf(sql, from);
    from = at === -1 ? from : at + sql.length;
    const comments = /^(?:\s|--[^\n]*\n?)*/.exec(sql)?.[0].length ?? 0;
    return { sql, line: text.slice(0, Math.max(at, 0) + comments).split("\n").length };
  });
}

async function hasWayBack({ up, down, shorthands }: LoadedMigration): Promise<boolean> {
  if (down !== undefined) return down !== false;
  const builder = new MigrationBuilder(noDatabase, shorthands, false, silent);
  try {
    await up(builder.enableReverseMode());
    return true;
  } catch (error) {
    return !isRefusal(error);
  }
}
