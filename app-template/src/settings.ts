// Everything that can be set from outside, read once: nothing else in the application looks at process.env. What is written
// here of a variable is also what .env.example says of it.
import { z } from "zod";
import { AppError } from "./AppError.ts";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Every variable, with what .env.example says of it: its description, and its default or an example. */
const variables = z.object({
  DATABASE_URL: address("postgres://user:password@host:5432/app").describe(
    "A database of your own. Without it, an embedded Postgres in .data/ is started on demand.",
  ),
  LISTEN_URL: address("postgres://user:password@host:5432/app")
    .optional()
    .meta({ example: "postgres://user:password@host:5432/app" })
    .describe(
      "The server itself, where DATABASE_URL leads to a pooler: subscriptions need LISTEN.",
    ),
  POOL_SIZE: whole(1_000).default(10).describe("Connections to the database."),
  STATEMENT_TIMEOUT: whole(600_000).default(30_000).describe("Milliseconds of one statement."),

  HOST: z.string().default("127.0.0.1").describe("The address to listen on; 0.0.0.0 for all."),
  PORT: whole(65_535).default(4000).describe("0 takes a free port."),
  NODE_ENV: oneOf(["development", "test", "production"])
    .default("development")
    .describe('"production" hides GraphiQL, introspection and suggestions.'),
  LOG_LEVEL: oneOf(logLevels).default("info").describe(logLevels.join(", ")),
  TRUST_PROXY: oneOf(["true", "false"])
    .default("false")
    .describe("Whether a proxy stands before the server and tells who calls."),

  AUTH_SECRET: z
    .string()
    .min(32, "is shorter than 32 characters")
    .optional()
    .meta({ example: "at-least-32-characters-that-nobody-else-knows" })
    .describe("Signs the tokens of users (HS256). Without it every user is a guest."),
  CORS_ORIGINS: z
    .string()
    .optional()
    .meta({ example: "https://app.example.org,https://admin.example.org" })
    .describe("Sites whose pages may call, separated by commas."),

  OVERLOAD_DELAY: whole(600_000)
    .default(1_000)
    .describe("Milliseconds of delay from which on requests are refused for a while; 0 for never."),
  RATE_LIMIT: whole(1_000_000)
    .default(600)
    .describe("Requests of one client in a minute, and messages of one WebSocket."),
  BODY_LIMIT: whole(100 * 1024 * 1024)
    .default(1024 * 1024)
    .describe("Bytes of a request, and of a message of a WebSocket."),
  QUERY_DEPTH: whole(100)
    .default(16)
    .describe("Levels of a query; what GraphiQL asks about the schema has 15."),
  QUERY_ALIASES: whole(10_000).default(15).describe("Aliases in a query."),
  QUERY_TOKENS: whole(1_000_000).default(2_000).describe("Words and signs of a query."),
  QUERY_COST: whole(1_000_000_000)
    .default(50_000)
    .describe("Objects that a query may ask for; a list counts as long as its page may be."),
  SOCKETS: whole(1_000_000).default(10).describe("WebSockets of one client at a time."),
  SOCKET_SUBSCRIPTIONS: whole(10_000).default(20).describe("Subscriptions of one WebSocket."),
  SOCKET_QUEUE: whole(1_000_000)
    .default(100)
    .describe("Events that a subscription may be behind, before its WebSocket is closed."),
  SOCKET_INIT: whole(600_000)
    .default(5_000)
    .describe("Milliseconds within which a WebSocket has to say who it is."),
  SOCKET_PING: whole(600_000)
    .default(30_000)
    .describe(
      "Milliseconds within which the other end of a WebSocket has to show that it is there.",
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine(
      (text) => /^https?:/.test(text) && URL.canParse(text),
      "is not an address such as http://localhost:4318",
    )
    .optional()
    .meta({ example: "http://localhost:4318" })
    .describe(
      "Where traces and metrics go (OTLP); needs `npm install @opentelemetry/sdk-node`. Other OTEL_ variables hold too.",
    ),
  PERSISTED_QUERIES: z
    .string()
    .optional()
    .meta({ example: "queries.json" })
    .describe("A file of queries by their SHA-256: then no others are answered."),
});

export interface Settings {
  readonly databaseUrl: string;
  readonly listenUrl: string;
  readonly poolSize: number;
  readonly statementTimeout: number;
  readonly host: string;
  readonly port: number;
  readonly isProduction: boolean;
  readonly logLevel: (typeof logLevels)[number];
  readonly trustProxy: boolean;
  readonly authSecret: string | undefined;
  readonly corsOrigins: ReadonlyArray<string>;
  readonly overloadDelay: number;
  readonly rateLimit: number;
  readonly bodyLimit: number;
  readonly queryDepth: number;
  readonly queryAliases: number;
  readonly queryTokens: number;
  readonly queryCost: number;
  readonly sockets: number;
  readonly socketSubscriptions: number;
  readonly socketQueue: number;
  readonly socketInit: number;
  readonly socketPing: number;
  readonly otlpEndpoint: string | undefined;
  readonly persistedQueries: string | undefined;
}

/** @throws AppError `SETTINGS` naming the variable */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  // A variable that is set to nothing is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, text]) => text !== ""));
  const { data, error } = variables.safeParse(given);
  if (data === undefined) {
    const [{ path, message }] = error.issues as [z.core.$ZodIssue];
    throw new AppError(
      "SETTINGS",
      `${String(path[0])} ${message}. See .env.example for what can be set.`,
    );
  }
  return {
    databaseUrl: data.DATABASE_URL,
    listenUrl: data.LISTEN_URL ?? data.DATABASE_URL,
    poolSize: data.POOL_SIZE,
    statementTimeout: data.STATEMENT_TIMEOUT,
    host: data.HOST,
    port: data.PORT,
    isProduction: data.NODE_ENV === "production",
    logLevel: data.LOG_LEVEL,
    trustProxy: data.TRUST_PROXY === "true",
    authSecret: data.AUTH_SECRET,
    corsOrigins: data.CORS_ORIGINS?.split(",") ?? [],
    overloadDelay: data.OVERLOAD_DELAY,
    rateLimit: data.RATE_LIMIT,
    bodyLimit: data.BODY_LIMIT,
    queryDepth: data.QUERY_DEPTH,
    queryAliases: data.QUERY_ALIASES,
    queryTokens: data.QUERY_TOKENS,
    queryCost: data.QUERY_COST,
    sockets: data.SOCKETS,
    socketSubscriptions: data.SOCKET_SUBSCRIPTIONS,
    socketQueue: data.SOCKET_QUEUE,
    socketInit: data.SOCKET_INIT,
    socketPing: data.SOCKET_PING,
    otlpEndpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT,
    persistedQueries: data.PERSISTED_QUERIES,
  };
}

/** What .env.example holds: a test keeps the file equal to it. */
export function envExample(): string {
  const lines = Object.entries(variables.shape).map(([name, variable]) => {
    const { example = variable.safeParse(undefined).data } = variable.meta() ?? {};
    return `\n# ${variable.description}\n# ${name}=${example as string | number}\n`;
  });
  return [
    "# Copy to .env and uncomment what you need; the environment overrides it.\n",
    ...lines,
    "\n# Tests: a server to make test databases on, in place of a throwaway one.\n",
    "# TEST_DATABASE_URL=postgres://postgres@localhost:5432/postgres\n",
  ].join("");
}

function address(form: string): z.ZodString {
  return z
    .string("is not set")
    .refine(
      (text) => /^postgres(ql)?:/.test(text) && URL.canParse(text),
      // The address itself may hold a password: it is not repeated.
      `is not an address such as ${form}`,
    )
    .meta({ example: form });
}

function whole(max: number): z.ZodPipe<z.ZodString, z.ZodTransform<number, string>> {
  return z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) <= max, {
      error: ({ input }) => `is "${String(input)}", not a whole number up to ${max}`,
    })
    .transform(Number);
}

function oneOf<const T extends ReadonlyArray<string>>(
  values: T,
): z.ZodEnum<{ [K in T[number]]: K }> {
  return z.enum(values, {
    error: ({ input }) => `is "${String(input)}", not one of ${values.join(", ")}`,
  });
}
