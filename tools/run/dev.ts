// `dev`: the application with everything that follows from a change: a migration that is saved is run, the entities are
// generated anew, the server restarts, types and tests are looked at. One terminal; each line says whose it is.
import { watch } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { styleText } from "node:util";
import { appDir, prepare, runCodegen } from "./app.ts";
import type { Children, ChildOptions } from "./Children.ts";
import { withDatabase, type CommandDatabase } from "./withDatabase.ts";

const colours = { server: "cyan", types: "blue", tests: "magenta", schema: "yellow" } as const;
type Part = keyof typeof colours;

/** Runs until it is interrupted. Arguments choose parts: `dev server schema` leaves types and tests alone. */
export async function dev(args: ReadonlyArray<string>, children: Children): Promise<number> {
  const parts = new Set(args.length === 0 ? Object.keys(colours) : args);
  const unknown = [...parts].filter((part) => !Object.hasOwn(colours, part));
  if (unknown.length > 0) {
    console.error(
      `There is no part ${unknown.join(", ")}: choose from ${Object.keys(colours).join(", ")}.`,
    );
    return 2;
  }
  return withDatabase(children, async (database) => {
    const prepared = await prepare(children, database);
    if (prepared !== 0) return prepared;
    const stopWatching = parts.has("schema") ? watchSchema(children, database) : () => undefined;
    await Promise.all([
      parts.has("server") ? serve(children, database) : 0,
      parts.has("types")
        ? children.tool("tsc", ["-b", "--watch", "--preserveWatchOutput"], speakAs("types"))
        : 0,
      parts.has("tests")
        ? children.tool("vitest", ["watch"], { ...speakAs("tests"), session: "alone" })
        : 0,
      untilInterrupted(children),
    ]);
    stopWatching();
    return 0;
  });
}

async function serve(children: Children, { env }: CommandDatabase): Promise<number> {
  const args = ["--watch", "--watch-preserve-output", join(appDir, "src/main.ts")];
  return children.run(process.execPath, args, {
    ...speakAs("server"),
    cwd: appDir,
    env,
    session: "alone",
  });
}

function speakAs(name: Part): ChildOptions & { readonly output: (line: string) => void } {
  return { output: (line) => console.log(`${styleText(colours[name], name.padEnd(6))} ${line}`) };
}

/** Follows the migrations and the configuration of codegen. */
function watchSchema(children: Children, database: CommandDatabase): () => void {
  const { output } = speakAs("schema");
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const follow = async (): Promise<void> => {
    if (await applySaved(database.env.DATABASE_URL, output))
      await runCodegen([], children, database.env, output);
  };
  const soon = (): void => {
    clearTimeout(timer);
    // Editors write a file in several steps.
    timer = setTimeout(() => {
      running = running.then(follow);
    }, 200);
  };
  const watchers = [
    watch(join(appDir, "migrations"), soon),
    watch(appDir, (_, file) => {
      if (file === "kingpost.config.ts") soon();
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** Runs what is new; the last migration, when it was edited, is taken back and run again. True when all is well. */
async function applySaved(url: string, output: (line: string) => void): Promise<boolean> {
  const { migrateRedo, migrateUp, readMigrationStatus } = await import("@kingpost/migrations");
  const target = {
    url,
    dir: join(appDir, "migrations"),
    onDone: (name: string, direction: string) =>
      output(`${direction === "up" ? "applied" : "took back"} ${name}`),
  };
  try {
    const applied = (await readMigrationStatus(target)).filter(({ state }) => state !== "pending");
    const isLastEdited = applied.at(-1)?.state === "changed";
    await (isLastEdited ? migrateRedo(target) : migrateUp(target));
    return true;
  } catch (error) {
    output(error instanceof Error ? error.message : String(error));
    return false;
  }
}

async function untilInterrupted(children: Children): Promise<void> {
  while (children.interruptedBy === undefined) await sleep(100);
}
