// What entity types cost that are there and not used: from the import of the whole model to the first row, in a fresh process, with a model of
// 10 to 500 types.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildTypes } from "@kingpost/tools/budgets/buildTypes";
import { Client } from "pg";
import { Fixture } from "../../fixtures/Fixture.ts";
import { openClones } from "../../fixtures/openClones.ts";
import { quickSizes } from "../../fixtures/Sizes.ts";
import { median } from "../../report/ratioInterval.ts";
import type { Curve } from "../../report/Report.ts";
import { BenchmarkError } from "../BenchmarkError.ts";
import { inTurn } from "../inTurn.ts";
import type { Options } from "../parseOptions.ts";
import { emitters, type TypesEmitter } from "./emitters.ts";
import { firstTable, tablesOf } from "./tablesOf.ts";
import type { TypesAnswer } from "./typesProcess.ts";

const mainFile = fileURLToPath(new URL("typesProcess.ts", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Below this package, where its dependencies are found; git does not look there. */
const folder = fileURLToPath(new URL("../../.data/types", import.meta.url));

export async function entityTypes(
  { quick, rounds, contestants }: Pick<Options, "quick" | "rounds" | "contestants">,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<ReadonlyArray<Curve>> {
  const steps = quick ? [2, 4] : [10, 50, 100, 300, 500];
  const asked = contestants ?? Object.keys(emitters);
  const names = Object.keys(emitters).filter((name) => asked.includes(name));
  if (!quick) await buildTypes(root);
  const clones = await openClones(new Fixture(quickSizes), ["types"]);
  const url = clones.urls.get("types") ?? "";
  const all: Array<Curve["points"][number] & { readonly mb: number }> = [];
  try {
    await fill(url);
    for (const count of steps) {
      say(`${count} entity types: ${names.join(", ")}`);
      const folders = new Map<string, string>();
      for (const name of names) folders.set(name, await emit(name, emitters[name]!, count));
      const answers = new Map<string, Array<Exclude<TypesAnswer, string>>>(
        names.map((name) => [name, []]),
      );
      for (let round = 0; round < (quick ? 1 : rounds); round++)
        for (const name of inTurn(names, round))
          answers.get(name)!.push(await start(folders.get(name)!, url, !quick, signal));
      for (const name of names) {
        const own = answers.get(name)!;
        const point = { contestant: name, x: count };
        const y = median(own.map(({ ms }) => ms));
        all.push({ ...point, y, mb: median(own.map(({ residentMb }) => residentMb)) });
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await clones.close();
  }
  const what = "from the import to the first row in a fresh process, by the number of entity types";
  const base = { xLabel: "entity types", xScale: "linear" } as const;
  return [
    {
      ...base,
      title: `Growth: ${what}`,
      yLabel: "ms of processor time",
      points: all.map(({ contestant, x, y }) => ({ contestant, x, y })),
    },
    {
      ...base,
      title: "Growth: memory of that process",
      yLabel: "MB resident",
      points: all.map(({ contestant, x, mb }) => ({ contestant, x, y: mb })),
    },
  ];
}

async function emit(name: string, emitter: TypesEmitter, count: number): Promise<string> {
  const directory = join(folder, `${name}-${count}`);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await emitter(tablesOf(count), directory);
  return directory;
}

/** Only the first table is asked; the others need not be there. */
async function fill(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `CREATE TABLE ${firstTable} (id serial PRIMARY KEY, title text NOT NULL, notes text, amount integer NOT NULL DEFAULT 0,
       is_open boolean NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, owner_id integer)`,
  );
  await client.query(
    `INSERT INTO ${firstTable} (title, is_open, created_at, updated_at) VALUES ('the first', true, now(), now())`,
  );
  await client.end();
}

async function start(
  directory: string,
  url: string,
  isBuilt: boolean,
  signal: AbortSignal,
): Promise<Exclude<TypesAnswer, string>> {
  const child = fork(mainFile, [], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    signal,
  });
  child.on("error", () => undefined);
  child.send({ directory, url, isBuilt });
  const answer = await Promise.race([
    once(child, "message").then(([message]) => message as TypesAnswer),
    once(child, "exit").then(([code]): TypesAnswer => `its process ended with ${String(code)}`),
  ]);
  child.kill("SIGKILL");
  if (typeof answer === "string") throw new BenchmarkError("CONTESTANT_FAILED", answer);
  if (answer.title !== "the first")
    throw new BenchmarkError("MISMATCH", `the first row is ${JSON.stringify(answer.title)}`);
  return answer;
}
