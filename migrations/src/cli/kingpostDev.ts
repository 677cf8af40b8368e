// `kingpost-dev`: reads the command line, and hands over to the loop until a signal ends it.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { develop } from "../dev/develop.ts";
import { type DevPart, devParts } from "../dev/DevOptions.ts";
import { runCommand } from "./runCommand.ts";
import { UsageError } from "./UsageError.ts";

const usage = `Usage: kingpost-dev [part…]

Migrates, generates, seeds when empty, serves, and follows every change. Parts: ${devParts.join(", ")} (default all).

  --dir DIR            the migrations folder (migrations)
  --main FILE          what is served (src/main.ts)
  --seed FILE          what fills an empty database, where there is one (src/seed.ts)
  --project-dir DIR    whose .env and embedded server (.)
  --library DIR        a further folder of sources that the application runs on; may be repeated
  --types ARGUMENTS    what a tsc --watch is given; may be repeated (--noEmit)
  --test-dir DIR       where vitest is run (.)
  --test-project NAME  one of vitest's projects; may be repeated (all)
  --json               lines as JSON

Exit codes: 0 ended by a signal, 1 failed, 2 usage or configuration, 3 no database`;

const options = {
  dir: { type: "string" },
  main: { type: "string" },
  seed: { type: "string" },
  "project-dir": { type: "string" },
  library: { type: "string", multiple: true },
  types: { type: "string", multiple: true },
  "test-dir": { type: "string" },
  "test-project": { type: "string", multiple: true },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Runs `kingpost-dev` and resolves to its exit code. */
export async function kingpostDev(argv: ReadonlyArray<string>): Promise<number> {
  return runCommand(usage, async () => {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (values.help) {
      console.log(usage);
      return 0;
    }
    const { dir, main, seed, types } = values;
    const testDir = values["test-dir"];
    await develop({
      appDir: process.cwd(),
      projectDir: resolve(values["project-dir"] ?? "."),
      ...(positionals.length === 0 ? {} : { parts: positionals.map(partOf) }),
      ...(dir === undefined ? {} : { migrations: dir }),
      ...(main === undefined ? {} : { main }),
      ...(seed === undefined ? {} : { seed }),
      ...(testDir === undefined ? {} : { testDir: resolve(testDir) }),
      ...(types === undefined ? {} : { types: types.map((each) => each.split(" ")) }),
      libraries: (values.library ?? []).map((each) => resolve(each)),
      testArguments: (values["test-project"] ?? []).map((each) => `--project=${each}`),
      json: values.json,
      signal: untilTold(),
      write: (line) => void process.stdout.write(`${line}\n`),
    });
    return 0;
  });
}

function partOf(name: string): DevPart {
  const part = devParts.find((each) => each === name);
  if (part !== undefined) return part;
  throw new UsageError(`There is no part "${name}": choose from ${devParts.join(", ")}.`);
}

/** Ends with the first signal; whoever started us may also vanish, which closes the channel to it. */
function untilTold(): AbortSignal {
  const stop = new AbortController();
  for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const)
    process.on(event, () => stop.abort());
  process.channel?.unref();
  // A terminal that was closed takes no more lines.
  process.stdout.on("error", () => stop.abort());
  return stop.signal;
}
