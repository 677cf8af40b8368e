// Everything that can be set from outside, read once: nothing else in the application looks at process.env.
import { AppError } from "./AppError.ts";

export interface Settings {
  readonly databaseUrl: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Hides GraphiQL, introspection and suggestions. */
  readonly isProduction: boolean;
  readonly logLevel: LogLevel;
  /** Connections to the database. */
  readonly poolSize: number;
  /** How deeply a query may nest; what GraphiQL asks about the schema is 15 levels deep. */
  readonly queryDepth: number;
  /** Bytes of a request. */
  readonly bodyLimit: number;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

/** @throws AppError `SETTINGS` naming the variable */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return {
    databaseUrl: databaseUrl(env),
    port: whole(env, "PORT", 4000, 65_535),
    host: env["HOST"] || "127.0.0.1",
    isProduction: env["NODE_ENV"] === "production",
    logLevel: logLevel(env),
    poolSize: whole(env, "POOL_SIZE", 10, 1_000),
    queryDepth: whole(env, "QUERY_DEPTH", 16, 100),
    bodyLimit: whole(env, "BODY_LIMIT", 1024 * 1024, 100 * 1024 * 1024),
  };
}

function databaseUrl(env: NodeJS.ProcessEnv): string {
  const url = env["DATABASE_URL"] || wrong("DATABASE_URL", "is not set");
  const form = "postgres://user:password@host:5432/name";
  // The address itself may hold a password: it is not repeated.
  return /^postgres(ql)?:/.test(url) && URL.canParse(url)
    ? url
    : wrong("DATABASE_URL", `is not an address such as ${form}`);
}

function whole(env: NodeJS.ProcessEnv, name: string, otherwise: number, max: number): number {
  const text = env[name];
  if (!text) return otherwise;
  const isFine = /^\d+$/.test(text) && Number(text) <= max;
  return isFine ? Number(text) : wrong(name, `is "${text}", not a whole number up to ${max}`);
}

function logLevel(env: NodeJS.ProcessEnv): LogLevel {
  const text = env["LOG_LEVEL"] || "info";
  const level = logLevels.find((known) => known === text);
  return level ?? wrong("LOG_LEVEL", `is "${text}", not one of ${logLevels.join(", ")}`);
}

function wrong(name: string, what: string): never {
  throw new AppError("SETTINGS", `${name} ${what}. See .env.example for what can be set.`);
}
