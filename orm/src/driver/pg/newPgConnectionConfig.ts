// The settings of a connection from the environment.
import type pg from "pg";
import { ConfigError } from "../../errors/ConfigError.ts";

const required = ["DB_HOST", "DB_USER", "DB_DATABASE"] as const;
const defaultPort = 5432;
const maxPort = 65_535;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The config for `new pg.Pool(…)` from `DATABASE_URL`, or from `DB_HOST`, `DB_PORT` (5432), `DB_USER`, `DB_PASSWORD`,
 * `DB_DATABASE` and for TLS `DB_SSL` (`true`, `no-verify`), `DB_SSL_CA`, `DB_SSL_CERT`, `DB_SSL_KEY` (PEM texts).
 * TLS parameters of the URL (`?sslmode=verify-full&sslrootcert=ca.pem`) are honoured.
 *
 * ```ts
 * const pool = new pg.Pool({ ...newPgConnectionConfig(), max: 20 });
 * ```
 *
 * @throws ConfigError (`CONFIG`) naming what is missing or not valid
 */
export function newPgConnectionConfig(env: Env = process.env): pg.ConnectionConfig {
  const url = env["DATABASE_URL"];
  return url === undefined || url === "" ? fromParts(env) : fromUrl(url);
}

function fromUrl(url: string): pg.ConnectionConfig {
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url))
    // Not the URL itself: it has the password in it.
    throw new ConfigError({
      reason: "DATABASE_URL is no URL of the form postgres://user:password@host:port/database",
    });
  return { connectionString: url };
}

function fromParts(env: Env): pg.ConnectionConfig {
  const missing = required.filter((name) => (env[name] ?? "") === "");
  if (missing.length > 0)
    throw new ConfigError({
      reason: `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not set: set ${missing.length === 1 ? "it" : "them"} or DATABASE_URL`,
    });
  const ssl = sslOf(env);
  return {
    host: env["DB_HOST"],
    port: portOf(env["DB_PORT"]),
    user: env["DB_USER"],
    database: env["DB_DATABASE"],
    ...(env["DB_PASSWORD"] === undefined ? {} : { password: env["DB_PASSWORD"] }),
    ...(ssl === undefined ? {} : { ssl }),
  };
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === "") return defaultPort;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= maxPort) return port;
  throw new ConfigError({ reason: `DB_PORT is ${JSON.stringify(text)}, which is no port` });
}

function sslOf(env: Env): pg.ConnectionConfig["ssl"] {
  const mode = env["DB_SSL"] ?? "";
  const { DB_SSL_CA: ca, DB_SSL_CERT: cert, DB_SSL_KEY: key } = env;
  const material = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
  switch (mode) {
    case "":
      return Object.keys(material).length > 0 ? material : undefined;
    case "false":
    case "disable":
      return undefined;
    case "true":
    case "require":
    case "verify-full":
      return Object.keys(material).length > 0 ? material : true;
    case "no-verify":
      return { ...material, rejectUnauthorized: false };
    default:
      throw new ConfigError({
        reason: `DB_SSL is ${JSON.stringify(mode)}: it is true, false or no-verify`,
      });
  }
}
