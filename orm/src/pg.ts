// The door kingpost/pg: the driver for node-postgres.
export { newPgConnectionConfig } from "./driver/pg/newPgConnectionConfig.ts";
export { PostgresDriver, type PostgresDriverOpts } from "./driver/pg/PostgresDriver.ts";
