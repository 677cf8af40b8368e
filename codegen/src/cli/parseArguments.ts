// The command line of `kingpost-codegen`.
import { parseArgs } from "node:util";
import { CodegenError } from "../errors/CodegenError.ts";

export interface Arguments {
  readonly mode: "write" | "check" | "dry-run";
  readonly offline: boolean;
  readonly strict: boolean;
  readonly help: boolean;
  readonly config: string | undefined;
}

/** @throws CodegenError (`CONFIG`) */
export function parseArguments(argv: ReadonlyArray<string>): Arguments {
  const { values, positionals } = parse(argv);
  const unknown = positionals.filter((word, at) => at > 0 || word !== "generate");
  if (unknown.length > 0)
    throw new CodegenError("CONFIG", [`Unknown command ${unknown.join(" ")}. ${usage}`]);
  if (values.check && values["dry-run"])
    throw new CodegenError("CONFIG", ["--check and --dry-run contradict each other; give one."]);
  return {
    mode: values.check ? "check" : values["dry-run"] ? "dry-run" : "write",
    offline: values.offline,
    strict: values.strict,
    help: values.help,
    config: values.config,
  };
}

export const usage =
  "Usage: kingpost-codegen [generate] [--check | --dry-run] [--offline] [--strict] [--config FILE]";

function parse(argv: ReadonlyArray<string>) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        check: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
        offline: { type: "boolean", default: false },
        strict: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
        config: { type: "string" },
      },
    });
  } catch (cause) {
    throw new CodegenError("CONFIG", [`${(cause as Error).message} ${usage}`], { cause });
  }
}
