// The command line of `kingpost-codegen`: which command, and what it is called with.
import { parseArgs } from "node:util";
import { nearest } from "../config/nearest.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import type { Call, Command, Options } from "./Command.ts";
import { commands, defaultCommand } from "./commands.ts";

export interface Arguments {
  readonly name: string;
  readonly command: Command;
  readonly options: Call["options"];
  readonly words: ReadonlyArray<string>;
  readonly help: boolean;
}

/** @throws CodegenError (`CONFIG`) */
export function parseArguments(argv: ReadonlyArray<string>): Arguments {
  const [first] = argv;
  const isNamed = first !== undefined && !first.startsWith("-");
  const name = isNamed ? first : defaultCommand;
  const command = Object.hasOwn(commands, name) ? commands[name]! : unknown(name);
  const { values, positionals } = parse(command, isNamed ? argv.slice(1) : argv);
  if (command.words === undefined && positionals.length > 0) unknown(positionals[0]!);
  const { help, ...options } = values;
  return { name, command, options, words: positionals, help: help === true };
}

function unknown(name: string): never {
  const meant = nearest(name, Object.keys(commands));
  const choice = Object.keys(commands).join(", ");
  throw new CodegenError("CONFIG", [
    `Unknown command ${name}${meant === undefined ? `. Choose from: ${choice}` : `, did you mean ${meant}?`}`,
  ]);
}

function parse({ options }: Command, argv: ReadonlyArray<string>) {
  const help = { type: "boolean", short: "h" } as const;
  const known = Object.fromEntries(
    Object.entries(options).map(([key, { type }]) => [key, { type }]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...known, help },
    });
    return { values: { ...absent(options), ...values }, positionals };
  } catch (cause) {
    throw new CodegenError("CONFIG", [(cause as Error).message], { cause });
  }
}

/** What is not said is `false`. */
function absent(options: Options): Record<string, boolean | undefined> {
  return Object.fromEntries(
    Object.entries(options).map(([key, { type }]) => [key, type === "boolean" ? false : undefined]),
  );
}
