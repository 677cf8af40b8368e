// Migrates a throwaway database and generates the entities of the test schema from it:
// node orm/test/schema/regenerate.ts [--check]
import { resolve } from "node:path";
import { kingpostCodegen } from "@kingpost/codegen";
import {
  createTestDatabases,
  createTestTemplate,
  startTestServer,
} from "@kingpost/migrations/server";

const here = import.meta.dirname;
const server = await startTestServer({ projectDir: resolve(here, "../../.."), env: process.env });
try {
  const { adminUrl } = server;
  const template = await createTestTemplate({
    adminUrl,
    name: "orm_schema",
    dir: resolve(here, "migrations"),
  });
  const [database] = await createTestDatabases({
    adminUrl,
    template,
    count: 1,
    prefix: "orm_regenerate",
  });
  process.exitCode = await kingpostCodegen(process.argv.slice(2), {
    cwd: here,
    env: { DATABASE_URL: database!.url },
  });
} finally {
  await server.stop();
}
