// The template's server in production mode, on a database of its own that is migrated and seeded as an application's is.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { openDatabase } from "@kingpost/migrations/server";
import { Client } from "pg";
import type { SoakRows } from "./mix.ts";
import type { Measurement } from "./probe.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const appDir = fileURLToPath(new URL("../../app-template", import.meta.url));
const probe = new URL("probe.ts", import.meta.url).href;

/** Connections of the server's pool. */
export const poolSize = 10;

export class SoakServer {
  readonly address: string;
  readonly #child: ChildProcess;
  readonly #database: Client;
  readonly #drop: () => Promise<void>;
  #stopping: Promise<number | null> | undefined;
  /** Lines of log above a warning, and whatever was written besides the log. */
  readonly complaints: ReadonlyArray<string>;

  private constructor(
    address: string,
    child: ChildProcess,
    database: Client,
    drop: () => Promise<void>,
    complaints: ReadonlyArray<string>,
  ) {
    this.address = address;
    this.#child = child;
    this.#database = database;
    this.#drop = drop;
    this.complaints = complaints;
  }

  static async start(say: (line: string) => void): Promise<SoakServer> {
    const server = await openDatabase({ projectDir: root });
    const name = `kingpost_soak_${process.pid}`;
    const admin = new Client({ connectionString: server.url });
    await admin.connect();
    await sweep(admin);
    await admin.query(`CREATE DATABASE ${name}`);
    const drop = async (): Promise<void> => {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
      await server.stop();
    };
    try {
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      const env = {
        ...process.env,
        DATABASE_URL: url.href,
        NODE_ENV: "production",
        HOST: "127.0.0.1",
        PORT: "0",
        POOL_SIZE: String(poolSize),
        AUTH_SECRET: "a secret of the soak, at least 32 letters",
        // All requests come from one address; and a collection that is asked for holds the server up.
        RATE_LIMIT: "1000000",
        OVERLOAD_DELAY: "0",
      };
      say("migrating and seeding");
      await run([`${root}/migrations/src/cli/kingpost-migrate.ts`, "up"], env);
      await run(["src/seed.ts"], env);
      const database = new Client({ connectionString: url.href });
      await database.connect();
      await database.query("VACUUM ANALYZE");
      const complaints: string[] = [];
      const child = spawn(
        process.execPath,
        ["--expose-gc", "--disable-warning=ExperimentalWarning", "--import", probe, "src/main.ts"],
        {
          cwd: appDir,
          env,
          stdio: ["ignore", "pipe", "pipe", "ipc"],
          // A signal to the whole group of processes, as Ctrl-C is one, is ours to pass on.
          detached: true,
        },
      );
      const address = await listening(child, complaints);
      return new SoakServer(address, child, database, drop, complaints);
    } catch (error) {
      await drop();
      throw error;
    }
  }

  /** One at a time: an answer does not say what was asked. @throws where the server ends meanwhile, or has ended */
  measure(): Promise<Measurement> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        child.off("message", onMessage).off("disconnect", onEnd);
      };
      // The server itself says that it is ready: only an object is a measurement.
      const onMessage = (message: unknown): void => {
        if (typeof message !== "object") return;
        settle();
        resolve(message as Measurement);
      };
      const onEnd = (): void => {
        settle();
        reject(new Error("the server has ended"));
      };
      if (!child.connected) return reject(new Error("the server has ended"));
      child.on("message", onMessage).once("disconnect", onEnd);
      child.send("measure", (error) => {
        if (error !== null) onEnd();
      });
    });
  }

  /** Books and reviews that are there, for so many connections, each its own. */
  async rows(connections: number): Promise<ReadonlyArray<SoakRows>> {
    const each = 5;
    const ids = async (table: string): Promise<number[]> => {
      const { rows } = await this.#database.query<{ id: number }>(
        `SELECT id FROM ${table} ORDER BY id LIMIT $1`,
        [connections * each],
      );
      return rows.map(({ id }) => id);
    };
    const [books, reviews] = [await ids("books"), await ids("reviews")];
    return Array.from({ length: connections }, (_, n) => ({
      bookIds: books.slice(n * each, (n + 1) * each).map((id) => `b:${id}`),
      reviewIds: reviews.slice(n * each, (n + 1) * each).map((id) => `review:${id}`),
    }));
  }

  /** What the server's connections do, as Postgres sees it; our own is not among them. */
  async connectionStates(): Promise<Readonly<Record<string, number>>> {
    const { rows } = await this.#database.query<{ state: string; count: number }>(
      `SELECT coalesce(state, 'unknown') AS state, count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** Ends the server as a deployment does, and resolves to its exit code; then the database goes. Once, however often it is asked. */
  stop(): Promise<number | null> {
    this.#stopping ??= this.#end();
    return this.#stopping;
  }

  async #end(): Promise<number | null> {
    const child = this.#child;
    const ended = new Promise<number | null>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
      child.once("exit", resolve);
    });
    child.kill("SIGTERM");
    const code = await ended;
    await this.#database.end();
    await this.#drop();
    return code;
  }
}

/** Drops what soaks that were killed have left behind. */
async function sweep(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname ~ '^kingpost_soak_[0-9]+$'",
  );
  for (const { name } of rows)
    if (!isAlive(Number(name.slice("kingpost_soak_".length))))
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function run(args: ReadonlyArray<string>, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: appDir,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${String(code)}`);
}

/** The address, once it serves; from then on every line of output is looked at. */
function listening(child: ChildProcess, complaints: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let rest = "";
    child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const [, address] = /GraphQL +(http:\S+)\/graphql/.exec(line) ?? [];
        if (address !== undefined) resolve(address);
        if (/"level":[56]0/.test(line)) complaints.push(line);
      }
    });
    child.stderr!.setEncoding("utf8").on("data", (text: string) => complaints.push(text));
    child.once("exit", (code) => {
      complaints.push(`the server ended with ${String(code)}`);
      reject(new Error(complaints.join("\n")));
    });
  });
}
