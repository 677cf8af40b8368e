// A project in a temporary folder, generated from a snapshot: what the command does, without a database.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import { kingpostCodegen } from "../src/cli/kingpostCodegen.ts";

export interface Project extends AsyncDisposable {
  readonly directory: string;
  /** What the command answers and prints. */
  run(
    argv: ReadonlyArray<string>,
    env?: Readonly<Record<string, string>>,
    confirm?: (question: string) => Promise<boolean>,
  ): Promise<Run>;
  /** Begins a command that goes on. */
  start(argv: ReadonlyArray<string>, env?: Readonly<Record<string, string>>): Running;
  read(path: string): Promise<string>;
  /** All of its files, in order. */
  list(): Promise<ReadonlyArray<string>>;
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export interface Running {
  /** The next line that it prints. */
  line(): Promise<string>;
  /** Ends it, and gives its exit code and the lines that nobody has read. */
  stop(): Promise<Run>;
}

export interface Run {
  readonly exitCode: number;
  readonly output: string;
}

/** Removed at the end of the block that declares it with `await using`. */
export async function newProject(
  files: { readonly schema?: DbSchema; readonly config?: unknown } = {},
): Promise<Project> {
  const directory = await mkdtemp(join(tmpdir(), "kingpost codegen "));
  const project: Project = {
    directory,
    run: async (argv, env = {}, confirm) => {
      const lines: string[] = [];
      const exitCode = await kingpostCodegen(argv, {
        cwd: directory,
        env,
        log: (line) => lines.push(line),
        ...(confirm === undefined ? {} : { confirm }),
      });
      return { exitCode, output: lines.join("\n").replaceAll(directory, "<project>") };
    },
    start: (argv, env = {}) => {
      const lines: string[] = [];
      let wake = (): void => {};
      const end = new AbortController();
      const exitCode = kingpostCodegen(argv, {
        cwd: directory,
        env,
        signal: end.signal,
        log: (line) => {
          lines.push(line.replaceAll(directory, "<project>"));
          wake();
        },
      });
      return {
        line: async () => {
          while (lines.length === 0) await new Promise<void>((done) => (wake = done));
          return lines.shift()!;
        },
        stop: async () => {
          end.abort();
          return { exitCode: await exitCode, output: lines.join("\n") };
        },
      };
    },
    read: (path) => readFile(join(directory, path), "utf8"),
    list: async () => {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
        .toSorted();
    },
    write: async (path, text) => {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text);
    },
    remove: (path) => rm(join(directory, path)),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  };
  if (files.schema !== undefined)
    await project.write("kingpost.schema.json", JSON.stringify(files.schema));
  if (files.config !== undefined)
    await project.write("kingpost.config.json", JSON.stringify(files.config));
  return project;
}
