// The door kingpost/pg: the driver for node-postgres, what it can be given, and the recorder for tests.
export type { EntityIdAssigner, SendQuery } from "./driver/EntityIdAssigner.ts";
export { Listener, type ListenerOpts, type ListenHandlers } from "./driver/pg/Listener.ts";
export { newPgConnectionConfig } from "./driver/pg/newPgConnectionConfig.ts";
export type { Redact } from "./driver/pg/QueryLog.ts";
export { PostgresDriver, type PostgresDriverOpts } from "./driver/pg/PostgresDriver.ts";
export { assertSchemaMatches } from "./em/assertSchemaMatches.ts";
export { RecordingDriver } from "./driver/RecordingDriver.ts";
export type { TypeParser } from "./driver/TypeParser.ts";
export { RequestDriver, type RequestDriverOpts } from "./driver/RequestDriver.ts";
export { SequenceIdAssigner, type SequenceIdAssignerOpts } from "./driver/SequenceIdAssigner.ts";
export { UuidV7Assigner } from "./driver/UuidV7Assigner.ts";
