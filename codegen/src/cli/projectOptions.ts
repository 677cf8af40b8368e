// The options of every command that works on a project: its configuration, and where its schema is read from.
import type { Options } from "./Command.ts";

export interface ProjectOptions extends Options {
  readonly config: { readonly type: "string"; readonly value: "FILE"; readonly about: string };
  readonly offline: { readonly type: "boolean"; readonly about: string };
}

export const projectOptions: ProjectOptions = {
  config: {
    type: "string",
    value: "FILE",
    about: "another configuration than kingpost.config.ts in the working directory",
  },
  offline: { type: "boolean", about: "takes the schema from the snapshot instead of a database" },
};
