// Connection settings from the environment.
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { newPgConnectionConfig } from "../../src/driver/pg/newPgConnectionConfig.ts";
import { ConfigError } from "../../src/errors/ConfigError.ts";
import { useDatabase } from "./useDatabase.ts";

const database = useDatabase();
const parts = { DB_HOST: "h", DB_USER: "u", DB_DATABASE: "d" };

function refusal(env: Record<string, string>): string {
  try {
    newPgConnectionConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
}

describe("newPgConnectionConfig (R-DRV-4)", () => {
  it("takes DATABASE_URL, which wins over the parts", async () => {
    const config = newPgConnectionConfig({ DATABASE_URL: database.url, ...parts });
    const client = new Client(config);
    await client.connect();
    const { rows } = await client.query<{ name: string }>("SELECT current_database() AS name");
    await client.end();
    expect(rows).toEqual([{ name: new URL(database.url).pathname.slice(1) }]);
  });

  it("takes the parts", () => {
    expect(newPgConnectionConfig(parts)).toEqual({
      host: "h",
      port: 5432,
      user: "u",
      database: "d",
    });
    expect(newPgConnectionConfig({ ...parts, DB_PORT: "6432", DB_PASSWORD: "p" })).toEqual({
      host: "h",
      port: 6432,
      user: "u",
      database: "d",
      password: "p",
    });
  });

  it.each([
    ["", undefined],
    ["false", undefined],
    ["disable", undefined],
    ["true", true],
    ["require", true],
    ["no-verify", { rejectUnauthorized: false }],
  ])("takes DB_SSL=%s", (mode, ssl) => {
    expect(newPgConnectionConfig({ ...parts, DB_SSL: mode }).ssl).toEqual(ssl);
  });

  it("takes certificates, with which TLS is on", () => {
    const material = { DB_SSL_CA: "ca", DB_SSL_CERT: "cert", DB_SSL_KEY: "key" };
    expect(newPgConnectionConfig({ ...parts, ...material }).ssl).toEqual({
      ca: "ca",
      cert: "cert",
      key: "key",
    });
    expect(newPgConnectionConfig({ ...parts, ...material, DB_SSL: "no-verify" }).ssl).toEqual({
      ca: "ca",
      cert: "cert",
      key: "key",
      rejectUnauthorized: false,
    });
  });

  it.each([
    ["sslmode=disable", false],
    ["sslmode=no-verify", { rejectUnauthorized: false }],
    ["sslmode=verify-full", {}],
  ])("honours %s of the URL", (query, ssl) => {
    const config = newPgConnectionConfig({ DATABASE_URL: `postgres://u:p@h/d?${query}` });
    expect(new Client(config).ssl).toEqual(ssl);
  });

  it("names everything that is missing", () => {
    expect(refusal({})).toBe("DB_HOST, DB_USER, DB_DATABASE are not set: set them or DATABASE_URL");
    expect(refusal({ ...parts, DB_USER: "" })).toBe("DB_USER is not set: set it or DATABASE_URL");
  });

  it("refuses what is not valid, without showing a password", () => {
    expect([
      refusal({ DATABASE_URL: "mysql://u:secret@h/d" }),
      refusal({ DATABASE_URL: "postgres://u:se cret@h:port/d" }),
      refusal({ ...parts, DB_PORT: "70000" }),
      refusal({ ...parts, DB_PORT: "5432x" }),
      refusal({ ...parts, DB_SSL: "maybe" }),
    ]).toEqual([
      "DATABASE_URL is no URL of the form postgres://user:password@host:port/database",
      "DATABASE_URL is no URL of the form postgres://user:password@host:port/database",
      'DB_PORT is "70000", which is no port',
      'DB_PORT is "5432x", which is no port',
      'DB_SSL is "maybe": it is true, false or no-verify',
    ]);
  });
});
