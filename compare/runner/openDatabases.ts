// A database for each ORM, all clones of one migrated template.
import { fileURLToPath } from "node:url";
import {
  createTestDatabases,
  createTestTemplate,
  startTestServer,
} from "@kingpost/migrations/server";
import { Client } from "pg";
import { keepRows } from "./rows.ts";

/** Databases in use. */
export interface Databases {
  readonly urls: ReadonlyArray<string>;
  readonly close: () => Promise<void>;
}

const prefix = "kingpost_compare";

/**
 * Starts a throwaway server. TEST_DATABASE_URL or DATABASE_URL name another one; there the clones are dropped at the end.
 */
export async function openDatabases(count: number): Promise<Databases> {
  const given = process.env["TEST_DATABASE_URL"] ?? process.env["DATABASE_URL"];
  const server = await startTestServer({
    projectDir: fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...process.env, ...(given === undefined ? {} : { TEST_DATABASE_URL: given }) },
  });
  try {
    const { adminUrl } = server;
    const dir = fileURLToPath(new URL("../migrations", import.meta.url));
    const template = await createTestTemplate({ adminUrl, name: `${prefix}_template`, dir });
    const clones = await createTestDatabases({
      adminUrl,
      template,
      count,
      prefix: `${prefix}_${process.pid}`,
    });
    for (const { url } of clones) await keepRows(url);
    return {
      urls: clones.map(({ url }) => url),
      close: async () => {
        if (!server.throwaway)
          await drop(
            adminUrl,
            clones.map(({ name }) => name),
          );
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function drop(adminUrl: string, names: ReadonlyArray<string>): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  for (const name of names)
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  await client.end();
}
