// Where the database is: the configuration's word, else the environment's.
import { CodegenError } from "../errors/CodegenError.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws CodegenError (`CONFIG`) when nothing says it */
export function databaseUrlOf(configured: string | undefined, env: Environment): string {
  const url = configured || env["DATABASE_URL"] || urlOfParts(env);
  if (url !== undefined) return url;
  throw new CodegenError("CONFIG", [
    "Which database? Set DATABASE_URL, or databaseUrl in kingpost.config.ts, or pass --offline to generate from the snapshot.",
  ]);
}

function urlOfParts(env: Environment): string | undefined {
  const {
    DB_HOST: host,
    DB_PORT: port,
    DB_USER: user,
    DB_PASSWORD: password,
    DB_DATABASE: name,
  } = env;
  if (host === undefined && name === undefined) return undefined;
  const url = new URL("postgres://localhost");
  if (host !== undefined) url.hostname = host;
  if (port !== undefined) url.port = port;
  if (user !== undefined) url.username = encodeURIComponent(user);
  if (password !== undefined) url.password = encodeURIComponent(password);
  url.pathname = `/${encodeURIComponent(name ?? "postgres")}`;
  return url.href;
}
