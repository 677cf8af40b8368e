// Reads the command line.
import { parseArgs } from "node:util";
import { checkAnswer } from "./checkAnswer.ts";
import type { Extra } from "./Extra.ts";
import { extras } from "./extras.ts";
import { SetupError } from "./SetupError.ts";
import type { SetupOptions } from "./SetupOptions.ts";

export function readOptions(args: ReadonlyArray<string>): SetupOptions {
  const { values } = parsed(args);
  const scope = values.scope?.replace(/^@/, "");
  const keep = values.keep === undefined ? undefined : listed(values.keep);
  const wrong = [
    values.name === undefined ? undefined : checkAnswer.name(values.name),
    scope === undefined ? undefined : checkAnswer.scope(scope),
  ].find((each) => each !== undefined);
  if (wrong !== undefined) throw new SetupError("SETUP_ANSWER", wrong);
  const apart = keep === undefined ? undefined : checkAnswer.keep(keep);
  if (apart !== undefined) throw new SetupError("SETUP_NEEDED", apart);
  const { name, yes, json, git, help } = values;
  return { name, scope, keep, yes, json, git, help };
}

// eslint-disable-next-line typescript/explicit-function-return-type -- parseArgs infers it
function parsed(args: ReadonlyArray<string>) {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        name: { type: "string" },
        scope: { type: "string" },
        keep: { type: "string" },
        yes: { type: "boolean", short: "y", default: false },
        json: { type: "boolean", default: false },
        git: { type: "boolean", default: true },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new SetupError("SETUP_ANSWER", `${(error as Error).message}. See --help.`);
  }
}

function listed(text: string): Array<Extra> {
  const all = Object.keys(extras) as Array<Extra>;
  if (text === "all") return all;
  const names = text === "none" ? [] : text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(extras, name));
  if (unknown !== undefined)
    throw new SetupError(
      "SETUP_ANSWER",
      `There is no extra "${unknown}". --keep takes all, none, or some of: ${all.join(",")}`,
    );
  return all.filter((extra) => names.includes(extra));
}
