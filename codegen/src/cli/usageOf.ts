// What `--help` prints.
import type { Command } from "./Command.ts";
import { commands, defaultCommand } from "./commands.ts";

/** @param name of the command: of the default one the list of commands is printed as well */
export function usageOf(name: string, { about, options, words = "" }: Command): string {
  const isDefault = name === defaultCommand;
  const shown = Object.entries(options).map(
    ([key, { value, about: text }]) =>
      [`--${key}${value === undefined ? "" : ` ${value}`}`, text] as const,
  );
  const call = ["kingpost-codegen", isDefault ? `[${name}]` : name, words, "[options]"];
  return [
    `Usage: ${call.filter((word) => word !== "").join(" ")}`,
    "",
    `${about[0]!.toUpperCase()}${about.slice(1)}.`,
    ...(isDefault
      ? [
          "",
          "Commands:",
          ...table(Object.entries(commands).map(([key, each]) => [key, each.about])),
        ]
      : []),
    "",
    isDefault ? `Options of ${name}:` : "Options:",
    ...table([...shown, ["--help", "says this; after a command, its own options"]]),
  ].join("\n");
}

function table(rows: ReadonlyArray<readonly [string, string]>): ReadonlyArray<string> {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}
