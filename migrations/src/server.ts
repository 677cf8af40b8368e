// The door `@kingpost/migrations/server`: the embedded server, its databases, and databases for tests.
export { ServerError, type ServerErrorCode } from "./errors/ServerError.ts";
export { createTestDatabases, type TestDatabasesOptions } from "./server/createTestDatabases.ts";
export {
  createTestTemplate,
  type TestTemplate,
  type TestTemplateOptions,
} from "./server/createTestTemplate.ts";
export {
  openDatabase,
  type OpenDatabase,
  type OpenDatabaseOptions,
} from "./server/openDatabase.ts";
export {
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from "./server/startTestServer.ts";
export type { TestDatabase } from "./server/urlOfDatabase.ts";
