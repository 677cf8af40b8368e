import { expect, it } from "vitest";
import { readSettings } from "./settings.ts";

const DATABASE_URL = "postgres://localhost/app";

it("has a default for everything but the database", () => {
  expect(readSettings({ DATABASE_URL })).toEqual({
    databaseUrl: DATABASE_URL,
    port: 4000,
    host: "127.0.0.1",
    isProduction: false,
    logLevel: "info",
    poolSize: 10,
    queryDepth: 16,
    bodyLimit: 1024 * 1024,
  });
});

it("reads every variable", () => {
  expect(
    readSettings({
      DATABASE_URL,
      PORT: "0",
      HOST: "0.0.0.0",
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      POOL_SIZE: "2",
      QUERY_DEPTH: "5",
      BODY_LIMIT: "1000",
    }),
  ).toEqual({
    databaseUrl: DATABASE_URL,
    port: 0,
    host: "0.0.0.0",
    isProduction: true,
    logLevel: "warn",
    poolSize: 2,
    queryDepth: 5,
    bodyLimit: 1000,
  });
});

it.each([
  [{}, "DATABASE_URL is not set."],
  [
    { DATABASE_URL: "localhost" },
    "DATABASE_URL is not an address such as postgres://user:password@host:5432/name.",
  ],
  [{ DATABASE_URL, PORT: "http" }, 'PORT is "http", not a whole number up to 65535.'],
  [{ DATABASE_URL, PORT: "65536" }, 'PORT is "65536", not a whole number up to 65535.'],
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
