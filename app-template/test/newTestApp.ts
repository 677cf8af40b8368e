// The application on a database of its own: a clone of a migrated template, with what the test puts in.
import { createTestDatabases, createTestTemplate } from "@kingpost/migrations/server";
import type { FastifyInstance } from "fastify";
import { inject } from "vitest";
import { type Context, newContext } from "../src/context.ts";
import { type Database, openDatabase } from "../src/database.ts";
import type { EntityManager } from "../src/entities/codegen/domain.ts";
import { newServer } from "../src/server.ts";
import { readSettings, type Settings } from "../src/settings.ts";

export interface GraphQLAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface TestApp {
  readonly server: FastifyInstance;
  readonly database: Database;
  readonly settings: Settings;
  /** What the application logged. */
  readonly logLines: ReadonlyArray<Readonly<Record<string, unknown>>>;
  /** A unit of work beside those of requests. */
  newEm(): EntityManager;
  /** Sends a query by HTTP, with a token if there is one. */
  query(query: string, variables?: object, token?: string): Promise<GraphQLAnswer>;
  /** The statements that `work` sends, without BEGIN, the settings of the tenant and COMMIT. */
  statements(work: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
}

/** Tests send many requests, and the machine that they run on may have other things to do. */
const unhurried = { OVERLOAD_DELAY: "0", RATE_LIMIT: "1000000" };

/** `name` keeps test files apart that run at the same time. */
export async function newTestApp(name: string, env: NodeJS.ProcessEnv = {}): Promise<TestApp> {
  const databaseUrl = await newDatabase(name);
  const settings = readSettings({ DATABASE_URL: databaseUrl, ...unhurried, ...env });
  const database = openDatabase(settings);
  const logLines: Array<Record<string, unknown>> = [];
  const logStream = { write: (line: string) => void logLines.push(JSON.parse(line)) };
  const server = await newServer({ settings, database, logStream });
  return {
    server,
    database,
    settings,
    logLines,
    newEm: () => newEm(database),
    query: async (query, variables, token) => {
      const payload = { query, ...(variables === undefined ? {} : { variables }) };
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await server.inject({ method: "POST", url: "/graphql", headers, payload });
      return { status: answer.statusCode, body: answer.json() };
    },
    statements: async (work) => {
      const sent: string[] = [];
      const stop = database.driver.events.on("query", ({ sql }) => void sent.push(sql));
      await work();
      stop();
      return sent.filter((sql) => !/^(BEGIN|COMMIT|ROLLBACK|SELECT set_config\()/.test(sql));
    },
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}

/** A fresh clone of a database with all migrations. */
export async function newDatabase(name: string): Promise<string> {
  const adminUrl = inject("adminUrl");
  const dir = `${import.meta.dirname}/../migrations`;
  const template = await createTestTemplate({ adminUrl, name: "kingpost_app_template", dir });
  const prefix = `kingpost_app_${name}`;
  const [clone] = await createTestDatabases({ adminUrl, template, count: 1, prefix });
  if (clone === undefined) throw new Error("no database was made");
  return clone.url;
}

function newEm({ driver }: Database): EntityManager {
  const context: Context = newContext({ driver, log: console, isUnrestricted: true });
  return context.em;
}
