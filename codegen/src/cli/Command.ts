// One command of `kingpost-codegen`: what it is called with, and what it does.
import type { Environment } from "./databaseUrlOf.ts";

export interface Command<O extends Options = Options> {
  /** A line for the list of commands. */
  readonly about: string;
  readonly options: O;
  /** What words it takes, as its usage shows them: `<name>`. Without this it takes none. */
  readonly words?: string;
  /** Gives the exit code; what it throws as a CodegenError is told and has a code of its own. */
  run(call: Call<O>): Promise<number>;
}

export type Options = Readonly<Record<string, Option>>;

export interface Option {
  readonly type: "boolean" | "string";
  readonly about: string;
  /** What stands for its value in the usage: `FILE`. */
  readonly value?: string;
}

/** What a command is called with. */
export interface Call<O extends Options = Options> {
  readonly options: { readonly [K in keyof O]: ValueOf<O[K]> };
  readonly words: ReadonlyArray<string>;
  /** The working directory. */
  readonly cwd: string;
  readonly env: Environment;
  /** Takes each line for people. */
  readonly log: (line: string) => void;
  /** Asks people yes or no; absent where nobody is there to answer. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
  /** Ends a command that would not end by itself. */
  readonly signal: AbortSignal | undefined;
}

type ValueOf<O extends Option> = O["type"] extends "boolean" ? boolean : string | undefined;

/** A command with its options typed. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}
