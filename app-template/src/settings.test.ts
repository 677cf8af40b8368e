import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { envExample, readSettings } from "./settings.ts";

const DATABASE_URL = "postgres://localhost/app";
const secret = "0123456789abcdef0123456789abcdef";

it("has a default for everything but the database", () => {
  expect(readSettings({ DATABASE_URL })).toEqual({
    databaseUrl: DATABASE_URL,
    listenUrl: DATABASE_URL,
    poolSize: 10,
    statementTimeout: 30_000,
    host: "127.0.0.1",
    port: 4000,
    isProduction: false,
    logLevel: "info",
    trustProxy: false,
    authSecret: undefined,
    corsOrigins: [],
    overloadDelay: 1_000,
    rateLimit: 600,
    bodyLimit: 1024 * 1024,
    queryDepth: 16,
    queryAliases: 15,
    queryTokens: 2_000,
    queryCost: 50_000,
    sockets: 10,
    socketSubscriptions: 20,
    socketQueue: 100,
    socketInit: 5_000,
    socketPing: 30_000,
    persistedQueries: undefined,
  });
});

it("reads every variable", () => {
  expect(
    readSettings({
      DATABASE_URL,
      LISTEN_URL: "postgres://direct/app",
      POOL_SIZE: "2",
      STATEMENT_TIMEOUT: "1000",
      HOST: "0.0.0.0",
      PORT: "0",
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      TRUST_PROXY: "true",
      AUTH_SECRET: secret,
      CORS_ORIGINS: "https://a.example,https://b.example",
      OVERLOAD_DELAY: "0",
      RATE_LIMIT: "7",
      BODY_LIMIT: "1000",
      QUERY_DEPTH: "5",
      QUERY_ALIASES: "3",
      QUERY_TOKENS: "100",
      QUERY_COST: "200",
      SOCKETS: "1",
      SOCKET_SUBSCRIPTIONS: "2",
      SOCKET_QUEUE: "3",
      SOCKET_INIT: "4",
      SOCKET_PING: "5",
      PERSISTED_QUERIES: "queries.json",
    }),
  ).toEqual({
    databaseUrl: DATABASE_URL,
    listenUrl: "postgres://direct/app",
    poolSize: 2,
    statementTimeout: 1_000,
    host: "0.0.0.0",
    port: 0,
    isProduction: true,
    logLevel: "warn",
    trustProxy: true,
    authSecret: secret,
    corsOrigins: ["https://a.example", "https://b.example"],
    overloadDelay: 0,
    rateLimit: 7,
    bodyLimit: 1000,
    queryDepth: 5,
    queryAliases: 3,
    queryTokens: 100,
    queryCost: 200,
    sockets: 1,
    socketSubscriptions: 2,
    socketQueue: 3,
    socketInit: 4,
    socketPing: 5,
    persistedQueries: "queries.json",
  });
});

it.each([
  [{}, "DATABASE_URL is not set."],
  [
    { DATABASE_URL: "localhost" },
    "DATABASE_URL is not an address such as postgres://user:password@host:5432/app.",
  ],
  [{ DATABASE_URL, PORT: "http" }, 'PORT is "http", not a whole number up to 65535.'],
  [{ DATABASE_URL, PORT: "65536" }, 'PORT is "65536", not a whole number up to 65535.'],
  [{ DATABASE_URL, AUTH_SECRET: "secret" }, "AUTH_SECRET is shorter than 32 characters."],
  [{ DATABASE_URL, TRUST_PROXY: "yes" }, 'TRUST_PROXY is "yes", not one of true, false.'],
  [
    { DATABASE_URL, LOG_LEVEL: "loud" },
    'LOG_LEVEL is "loud", not one of fatal, error, warn, info, debug, trace, silent.',
  ],
])("refuses %j in a sentence", (env, message) => {
  expect(() => readSettings(env)).toThrow(
    expect.objectContaining({
      code: "SETTINGS",
      message: `${message} See .env.example for what can be set.`,
    }),
  );
});

it("takes an empty variable for one that is not set", () => {
  expect(readSettings({ DATABASE_URL, PORT: "" }).port).toBe(4000);
  expect(() => readSettings({ DATABASE_URL: "" })).toThrow("DATABASE_URL is not set.");
});

it("is what .env.example says", () => {
  const file = `${import.meta.dirname}/../.env.example`;
  expect(readFileSync(file, "utf8")).toBe(envExample());
});
