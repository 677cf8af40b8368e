// What generating from a large schema costs, twice in a row, and what its code costs those who use it.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeDatabase } from "../makeDatabase.ts";
import { newRealProject, type Compilation, type Generation } from "./newRealProject.ts";
import { realSchema } from "./realSchema.ts";

export interface RealCosts {
  readonly first: Generation;
  readonly second: Generation;
  readonly compilation: Compilation;
  readonly loading: Loading;
}

/** What its code costs a program, beside the library that every program loads; times in milliseconds of CPU. */
export interface Loading {
  /** What Node takes before the program's first line: how fast the machine is at this kind of work. */
  readonly starting: number;
  readonly importing: number;
  /** At the first use. */
  readonly linking: number;
  /** MB that classes and metadata take. */
  readonly memory: number;
}

/** @param adminUrl of a server, with the right to create databases */
export async function measureReal(tables: number, adminUrl: string): Promise<RealCosts> {
  const { sql, config } = realSchema(tables);
  await using database = await makeDatabase(adminUrl, sql);
  await using project = await newRealProject(config);
  const first = await project.generate(database.url);
  const again = await project.generate(database.url);
  // The clock tells the server's time only when nothing else runs: the shorter time is the truer one.
  const second = { ...again, reading: Math.min(first.reading, again.reading) };
  const compilation = await project.compile();
  await writeFile(join(project.directory, "load.ts"), program);
  // The first time fills the cache of the compiler, as the start of a server before this one did.
  await project.run("load.ts", ["--expose-gc"]);
  // Of several times the least is the truest: what else the machine does only adds.
  const times: Loading[] = [];
  for (let n = 0; n < 5; n++)
    times.push(JSON.parse(await project.run("load.ts", ["--expose-gc"])) as Loading);
  const least = (key: keyof Loading): number => Math.min(...times.map((each) => each[key]));
  const loading: Loading = {
    starting: least("starting"),
    importing: least("importing"),
    linking: least("linking"),
    memory: least("memory"),
  };
  return { first, second, compilation, loading };
}

const program = `
import { enableCompileCache } from "node:module";
const started = process.cpuUsage();
enableCompileCache(import.meta.dirname + "/.cache");
await import("kingpost");
globalThis.gc!();
const heap = process.memoryUsage().heapUsed;
const start = process.cpuUsage();
const { domain } = await import("./entities/codegen/domain.ts");
const imported = process.cpuUsage();
domain.boot();
const linked = process.cpuUsage();
globalThis.gc!();
const memory = (process.memoryUsage().heapUsed - heap) / 2 ** 20;
const total = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000;
console.log(JSON.stringify({ starting: total(started), importing: total(imported) - total(start), linking: total(linked) - total(imported), memory }));
`;
