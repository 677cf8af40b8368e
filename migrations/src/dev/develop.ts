// The developer's loop: a change goes through migrations, generated code, the server, types and tests, in one process tree.
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { MigrationError } from "../errors/MigrationError.ts";
import { ServerError } from "../errors/ServerError.ts";
import { readSettings } from "../server/readSettings.ts";
import { applySaved } from "./applySaved.ts";
import { Codegen } from "./Codegen.ts";
import { DatabaseKeeper } from "./DatabaseKeeper.ts";
import { devFile } from "./devFile.ts";
import { type DevOptions, devParts } from "./DevOptions.ts";
import { FileWatcher } from "./FileWatcher.ts";
import { Program } from "./Program.ts";
import { Serial } from "./Serial.ts";
import { Server } from "./Server.ts";
import { Speaker } from "./Speaker.ts";
import { Tests } from "./Tests.ts";
import { Types } from "./Types.ts";

/**
 * Follows every change until the signal: a migration that is saved is run, code is generated anew, the server restarts, types and
 * the tests that a change may have broken are looked at. What is broken is told in a line, and waited for.
 *
 * @throws ServerError when there can be no database
 */
export async function develop(options: DevOptions): Promise<void> {
  const loop = new Loop(options);
  try {
    await loop.run();
  } finally {
    await loop.end();
  }
}

class Loop {
  readonly #appDir: string;
  readonly #projectDir: string;
  readonly #options: DevOptions;
  readonly #parts: ReadonlySet<string>;
  readonly #speaker: Speaker;
  readonly #database: DatabaseKeeper;
  readonly #migrations: Serial;
  readonly #codegen: Codegen | undefined;
  readonly #server: Server | undefined;
  readonly #tests: Tests | undefined;
  #types: ReadonlyArray<Types> = [];
  readonly #watcher: FileWatcher;
  readonly #stop = new AbortController();
  /** The database answers. */
  #isThere = false;
  #isPrepared = false;
  #isSeeded = false;
  #address: string | undefined;
  #complaint: string | undefined;

  constructor(options: DevOptions) {
    const { appDir, projectDir = appDir, parts = devParts, json = false } = options;
    this.#options = options;
    this.#appDir = resolve(appDir);
    this.#projectDir = resolve(projectDir);
    this.#parts = new Set(parts);
    this.#speaker = new Speaker(options.write, json);
    const signal = AbortSignal.any([options.signal, this.#stop.signal]);
    this.#database = new DatabaseKeeper(this.#projectDir, signal, {
      lost: (reason) => this.#lost(reason),
      found: () => void this.#migrations.run(),
    });
    this.#migrations = new Serial(() => this.#migrate());
    const shared = { cwd: this.#appDir, env: () => this.#env(), speaker: this.#speaker };
    const main = options.main ?? "src/main.ts";
    if (this.#parts.has("server")) this.#server = new Server({ ...shared, main });
    if (this.#parts.has("codegen"))
      this.#codegen = new Codegen({ ...shared, program: this.#bin("kingpost-codegen") });
    if (this.#parts.has("tests"))
      this.#tests = new Tests({
        ...shared,
        program: this.#bin("vitest"),
        cwd: options.testDir ?? this.#appDir,
        args: options.testArguments ?? [],
        env: () => this.#testEnv(),
      });
    this.#watcher = new FileWatcher(this.#roots(), (paths) => this.#changed(paths));
  }

  async run(): Promise<void> {
    await this.#announce();
    await this.#watcher.start();
    if (this.#parts.has("types")) {
      const programs = this.#options.types ?? [["--noEmit"]];
      this.#types = programs.map(
        (args) =>
          new Types({
            program: this.#bin("tsc"),
            cwd: this.#appDir,
            args,
            env: process.env,
            speaker: this.#speaker,
          }),
      );
    }
    await this.#database.keep();
  }

  async end(): Promise<void> {
    this.#stop.abort();
    this.#watcher.stop();
    await Promise.all([
      this.#server?.end(),
      this.#codegen?.end(),
      this.#tests?.end(),
      ...this.#types.map((types) => types.end()),
    ]);
    await this.#database.close();
    await rm(devFile(this.#appDir), { force: true });
  }

  /** Other commands leave to us what we do anyway. */
  async #announce(): Promise<void> {
    const file = devFile(this.#appDir);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, String(process.pid));
  }

  #roots(): ReadonlyArray<string> {
    const below = ["src", "test", this.#migrationsFolder, "kingpost.config.ts", "package.json"];
    return [
      ...below.map((path) => join(this.#appDir, path)),
      join(this.#projectDir, ".env"),
      ...(this.#options.libraries ?? []),
    ];
  }

  get #migrationsFolder(): string {
    return this.#options.migrations ?? "migrations";
  }

  #bin(name: string): string {
    return join(this.#appDir, "node_modules", ".bin", name);
  }

  #env(): NodeJS.ProcessEnv {
    const { url } = this.#database;
    return {
      ...readSettings(this.#projectDir),
      ...(url === undefined ? {} : { DATABASE_URL: url }),
      // One answer for the whole loop, and what is piped is no terminal.
      ...(process.stdout.isTTY && process.env["NO_COLOR"] === undefined ? {} : { NO_COLOR: "1" }),
    };
  }

  /** The tests find a server that runs already; a database that others use is nothing to test on. */
  #testEnv(): NodeJS.ProcessEnv {
    const { DATABASE_URL: url, ...env } = this.#env();
    const isOurs =
      this.#database.isEmbedded && url !== undefined && env["TEST_DATABASE_URL"] === undefined;
    return { ...env, ...(isOurs ? { TEST_DATABASE_URL: url } : {}) };
  }

  #lost(reason: string): void {
    this.#isThere = false;
    // Whoever puts an empty one in its place wants it filled.
    this.#isSeeded = false;
    this.#speaker.say("database", `${reason.trimEnd()} Waiting for it.`, "error");
  }

  /** The database is there, or a migration was saved. */
  async #migrate(): Promise<void> {
    const { url } = this.#database;
    if (url === undefined || this.#stop.signal.aborted) return;
    const isNew = !this.#isThere;
    if (isNew && this.#isPrepared) this.#speaker.say("database", "is back");
    this.#isThere = true;
    const ran = this.#parts.has("migrate") ? await this.#applySaved(url) : 0;
    if (!this.#isPrepared) return this.#prepare();
    const hasMoved = this.#address !== url;
    this.#address = url;
    if (hasMoved) {
      await this.#codegen?.end();
      this.#holdUntil(this.#codegen?.start());
    } else if (ran !== undefined && ran > 0) {
      this.#holdUntil(this.#codegen?.untilNoticed());
    }
    if (!this.#isSeeded) await this.#seed();
    if (isNew || (ran !== undefined && ran > 0)) this.#server?.restart();
  }

  /** How many migrations ran; nothing when one could not. */
  async #applySaved(url: string): Promise<number | undefined> {
    try {
      const ran = await applySaved({
        url,
        dir: join(this.#appDir, this.#migrationsFolder),
        mayRedo: this.#database.isEmbedded || isLocal(url),
        say: (line) => this.#speaker.say("migrate", line),
      });
      this.#complaint = undefined;
      return ran;
    } catch (error) {
      this.#complain(error);
      return undefined;
    }
  }

  /** A sentence; the same one again is no news. */
  #complain(error: unknown): void {
    const text = textOf(error);
    // That the database does not answer is told by whoever waits for it.
    const isNews = text !== this.#complaint && !(error instanceof ServerError);
    if (isNews) this.#speaker.say("migrate", text, "error");
    this.#complaint = text;
  }

  /** The first time that the database is there. */
  async #prepare(): Promise<void> {
    this.#isPrepared = true;
    this.#address = this.#database.url;
    await this.#codegen?.start();
    await this.#seed();
    this.#server?.restart();
  }

  async #seed(): Promise<void> {
    const file = join(this.#appDir, this.#options.seed ?? "src/seed.ts");
    if (!this.#parts.has("server") || !existsSync(file) || this.#complaint !== undefined) return;
    const errors: string[] = [];
    const program = new Program(process.execPath, [file, "--if-empty"], {
      cwd: this.#appDir,
      env: this.#env(),
      onLine: (line, from) => {
        if (from === "stderr") errors.push(line);
        else if (line !== "") this.#speaker.say("seed", line);
      },
    });
    const stop = (): void => void program.stop();
    this.#stop.signal.addEventListener("abort", stop);
    const code = await program.ended;
    this.#stop.signal.removeEventListener("abort", stop);
    if (code === 0) this.#isSeeded = true;
    else if (!this.#stop.signal.aborted)
      for (const line of errors) this.#speaker.say("seed", line, "error");
  }

  #holdUntil(done: Promise<unknown> | undefined): void {
    if (done === undefined) return;
    this.#server?.holdUntil(done);
    this.#tests?.holdUntil(done);
  }

  #changed(paths: ReadonlyArray<string>): void {
    const migrations = join(this.#appDir, this.#migrationsFolder);
    const isMigration = (path: string): boolean => dirname(path) === migrations;
    const isTest = (path: string): boolean =>
      /\.test(?:-d)?\.ts$/u.test(path) || path.startsWith(`${join(this.#appDir, "test")}/`);
    if (paths.some(isMigration) && this.#isThere) void this.#migrations.run();
    if (
      paths.some((path) => basename(path) === "kingpost.config.ts") &&
      this.#codegen?.isRunning === false
    )
      this.#holdUntil(this.#codegen.start());
    if (paths.some((path) => !isMigration(path) && !isTest(path)) && this.#isPrepared)
      this.#server?.restart();
    const tested = paths.filter((path) => extname(path) === ".ts" && existsSync(path));
    if (tested.length > 0) this.#tests?.run(tested);
  }
}

function textOf(error: unknown): string {
  if (error instanceof MigrationError || error instanceof ServerError)
    return `${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Whether a database is on this machine, and so the developer's own. */
function isLocal(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get("host") ?? decodeURIComponent(hostname);
  return ["", "localhost", "127.0.0.1", "[::1]", "::1"].includes(host) || host.startsWith("/");
}
