// One direct connection, with the ways in which connecting fails told as sentences.
import { Client } from "pg";
import { errnoOf } from "../errors/errnoOf.ts";
import { ServerError } from "../errors/ServerError.ts";

/** What to say when the connection fails: where the address came from. */
export interface ConnectOptions {
  /** Name of the setting that holds the address, for the hint. Default `DATABASE_URL`. */
  readonly source?: string;
  /** Default 10 s. */
  readonly timeoutMs?: number;
}

/**
 * Opens a connection that the caller ends. Its `error` event is heard, so that a server that goes away never ends the process.
 *
 * @throws ServerError `DATABASE_URL_INVALID`, `DATABASE_UNREACHABLE`, `LOGIN_REFUSED`, `DATABASE_MISSING`
 */
export async function connect(url: string, options: ConnectOptions = {}): Promise<Client> {
  const source = options.source ?? "DATABASE_URL";
  const address = withoutPassword(url, source);
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: options.timeoutMs ?? 10_000,
    application_name: "kingpost-migrate",
  });
  client.on("error", () => {
    // The statement in flight rejects with the same cause; without a listener Node would end the process here.
  });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw explain(error, address, source);
  }
  return client;
}

/** The address as it may be printed. */
function withoutPassword(url: string, source: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (cause) {
    throw invalid(source, { cause });
  }
  if (parsed.protocol !== "postgres:" && parsed.protocol !== "postgresql:") throw invalid(source);
  parsed.password = "";
  return parsed.href;
}

function invalid(source: string, options?: ErrorOptions): ServerError {
  return new ServerError(
    "DATABASE_URL_INVALID",
    `${source} is not the address of a Postgres database.`,
    "Write it as postgres://user:password@host:5432/database; special characters in the password are percent-encoded.",
    options,
  );
}

function explain(cause: unknown, address: string, source: string): unknown {
  const code = errnoOf(cause);
  const said =
    cause instanceof Error && cause.message !== "" ? cause.message : (code ?? "no answer");
  if (code === "28P01" || code === "28000")
    return new ServerError(
      "LOGIN_REFUSED",
      `Postgres at ${address} refuses the login: ${said}.`,
      `Correct the user and the password in ${source}.`,
      { cause },
    );
  if (code === "3D000")
    return new ServerError(
      "DATABASE_MISSING",
      `The server at ${address} has no such database: ${said}.`,
      `Create it (CREATE DATABASE …) or correct the name in ${source}.`,
      { cause },
    );
  return new ServerError(
    "DATABASE_UNREACHABLE",
    `No Postgres answers at ${address}: ${said}.`,
    `Start the server, or correct ${source}; without ${source} the embedded server is used.`,
    { cause },
  );
}
