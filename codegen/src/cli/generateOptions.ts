// The options of `generate`.
import type { Call } from "./Command.ts";
import { projectOptions, type ProjectOptions } from "./projectOptions.ts";

interface Switch {
  readonly type: "boolean";
  readonly about: string;
}

export interface GenerateOptions extends ProjectOptions {
  readonly check: Switch;
  readonly "dry-run": Switch;
  readonly watch: Switch;
  readonly "snapshot-only": Switch;
  readonly strict: Switch;
  readonly yes: Switch;
  readonly list: Switch;
  readonly "write-database": Switch;
}

export type GenerateCall = Call<GenerateOptions>;

export const generateOptions: GenerateOptions = {
  check: {
    type: "boolean",
    about: "writes nothing; prints the difference, exits with 1 when there is one",
  },
  "dry-run": { type: "boolean", about: "writes nothing; lists what would be written and deleted" },
  watch: {
    type: "boolean",
    about:
      "goes on: runs again when the database, the configuration, an entity's file or the GraphQL schema changes",
  },
  "snapshot-only": { type: "boolean", about: "writes the snapshot of the schema and nothing else" },
  list: { type: "boolean", about: "names the files that are created" },
  ...projectOptions,
  strict: { type: "boolean", about: "warnings are errors" },
  "write-database": {
    type: "boolean",
    about: "makes the function flush_database() that testing.flushFunction asks for",
  },
  yes: { type: "boolean", about: "removes files of entities that are gone without asking" },
};
