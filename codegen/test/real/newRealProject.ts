// A project in a temporary folder whose packages are those of this workspace: what codegen writes into it can be compiled and run.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { checkConfig } from "../../src/config/checkConfig.ts";
import type { Config } from "../../src/config/Config.ts";
import { toSettings } from "../../src/config/toSettings.ts";
import { introspect } from "../../src/introspect/introspect.ts";
import { applyChanges } from "../../src/write/applyChanges.ts";
import { generate, type Generated } from "../../src/write/generate.ts";

export interface RealProject extends AsyncDisposable {
  readonly directory: string;
  /** Reads a database and writes its code, with the time that each takes. */
  generate(url: string): Promise<Generation>;
  /** What the compiler says of all files, under the strictest settings. */
  compile(): Promise<Compilation>;
  /** Runs a program in the project by type stripping alone, and answers what it prints. */
  run(
    program: string,
    flags?: ReadonlyArray<string>,
    env?: Readonly<Record<string, string>>,
  ): Promise<string>;
}

export interface Generation {
  readonly generated: Generated;
  /** Seconds until the catalog was read, of which nearly all are the server's. */
  readonly reading: number;
  /** Seconds of CPU for model, plan, code, format and writing. */
  readonly writing: number;
}

export interface Compilation {
  readonly errors: ReadonlyArray<string>;
  readonly cpuSeconds: number;
}

const golden = join(import.meta.dirname, "../golden");
const packages = join(import.meta.dirname, "../../node_modules");

/** Removed at the end of the block that declares it with `await using`. */
export async function newRealProject(config: Config): Promise<RealProject> {
  const directory = await mkdtemp(join(tmpdir(), "kingpost-real-"));
  await mkdir(join(directory, "node_modules/@types"), { recursive: true });
  for (const name of ["kingpost", "pg", "@types/node", "@types/pg"])
    await symlink(await realpath(join(packages, name)), join(directory, "node_modules", name));
  const { compilerOptions } = JSON.parse(
    await readFile(join(golden, "tsconfig.json"), "utf8"),
  ) as Readonly<Record<string, unknown>>;
  await write("tsconfig.json", { compilerOptions, include: ["**/*.ts"] });
  await write("package.json", { type: "module" });
  const settings = toSettings(checkConfig({ ...config, entitiesDirectory: "./entities" }));

  async function write(path: string, value: unknown): Promise<void> {
    await writeFile(join(directory, path), JSON.stringify(value));
  }

  return {
    directory,
    generate: async (url) => {
      const since = performance.now();
      const schema = await introspect(url, settings);
      const reading = (performance.now() - since) / 1000;
      const before = process.cpuUsage();
      const generated = await generate(schema, settings, directory);
      await applyChanges(directory, generated.changes);
      await generated.memory.save();
      const { user, system } = process.cpuUsage(before);
      return { generated, reading, writing: (user + system) / 1e6 };
    },
    compile: async () => {
      // The shell tells what its children computed; Node knows only of itself.
      const script = '"$0" -p . --pretty false; times';
      const child = spawn("sh", ["-c", script, join(packages, ".bin/tsc")], { cwd: directory });
      const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
      const lines = output.trimEnd().split("\n");
      // The last two lines are the times of the shell and of its children.
      return { errors: lines.slice(0, -2), cpuSeconds: secondsIn(lines.at(-1)!) };
    },
    run: async (program, flags = [], env = {}) => {
      const child = spawn(process.execPath, [...flags, program], {
        cwd: directory,
        env: { ...process.env, ...env },
      });
      const [output, errors] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, "close"),
      ]);
      return output + errors;
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  };
}

/** `0m2.50s 0m0.31s` */
function secondsIn(times: string): number {
  return [...times.matchAll(/(\d+)m([\d.]+)s/gu)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}
