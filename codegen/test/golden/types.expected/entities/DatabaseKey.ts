import { DatabaseKeyCodegen, databaseKeyConfig } from "./codegen/DatabaseKeyCodegen.ts";

export class DatabaseKey extends DatabaseKeyCodegen {}

databaseKeyConfig.placeholder();
