// The commands that change the database: `up`, `down` and `redo`.
import { migrateDown } from "../apply/migrateDown.ts";
import { migrateRedo } from "../apply/migrateRedo.ts";
import { migrateUp, type MigrateResult, type MigrateUpOptions } from "../apply/migrateUp.ts";
import type { MigrateOptions } from "../apply/withMigrations.ts";
import { type MigrateValues, numberOf } from "./MigrateValues.ts";
import { remindOfCodegen } from "./showDrift.ts";
import { isPassedByLint } from "./showLint.ts";
import { UsageError } from "./UsageError.ts";

/** Which of them. */
export type Direction = "down" | "redo" | "up";

/** Runs it and says what was done. */
export async function runMigrations(
  direction: Direction,
  target: MigrateOptions,
  values: MigrateValues,
  argument: string | undefined,
): Promise<number> {
  const { to, fake, "if-new": ifNew } = values;
  if (direction === "up" && !(await mayRun(target, values))) return 1;
  const full = {
    ...target,
    ...(argument === undefined ? {} : { count: numberOf(argument, direction) }),
    ...(to === undefined ? {} : { to }),
    fake,
    ifNew,
    onDone: (name: string, way: string, ms: number) => {
      console.log(`${way === "up" ? "applied" : "took back"} ${name} (${Math.round(ms)} ms)`);
    },
  };
  const { ran } = await run(direction, full);
  if (ran.length === 0 && !ifNew)
    console.log(
      direction === "up"
        ? "Nothing to apply: the database is up to date."
        : "Nothing to take back.",
    );
  // Whoever asks for what is new generates right after.
  if (!ifNew) await remindOfCodegen(target, values);
  return 0;
}

async function mayRun(target: MigrateOptions, values: MigrateValues): Promise<boolean> {
  const { lint = "off" } = values;
  if (!["error", "off", "warn"].includes(lint))
    throw new UsageError(`--lint wants error, warn or off, not "${lint}".`);
  return lint === "off" || isPassedByLint(target, values);
}

async function run(direction: Direction, target: MigrateUpOptions): Promise<MigrateResult> {
  if (direction === "up") return migrateUp(target);
  return direction === "down" ? migrateDown(target) : migrateRedo(target);
}
