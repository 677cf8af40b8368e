// A command of the workspace: what `pnpm <name>` does.
import type { Children } from "./Children.ts";

/** One line of the command table. */
export interface Command {
  /** One line for people. */
  readonly about: string;
  /** Does it and answers the exit code. */
  readonly run: (args: ReadonlyArray<string>, children: Children) => Promise<number>;
}
