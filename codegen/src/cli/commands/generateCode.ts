// `kingpost-codegen [generate]`: writes the code of a schema, or says what would be written.
import { CodegenError } from "../../errors/CodegenError.ts";
import { type Command, defineCommand } from "../Command.ts";
import { generateOptions } from "../generateOptions.ts";
import { runGenerate } from "../runGenerate.ts";
import { watch } from "../watch.ts";

export const generateCode: Command = defineCommand({
  about: "writes the files that differ",
  options: generateOptions,
  run: async (call) => {
    const { options } = call;
    refuseTogether(options, ["check", "dry-run", "watch", "snapshot-only"]);
    refuseTogether(options, ["offline", "snapshot-only"]);
    refuseTogether(options, ["check", "yes"]);
    for (const other of ["check", "dry-run", "snapshot-only"])
      refuseTogether(options, [other, "write-database"]);
    return options.watch ? watch(call) : runGenerate(call);
  },
});

function refuseTogether(
  options: Readonly<Record<string, unknown>>,
  names: ReadonlyArray<string>,
): void {
  const given = names.filter((name) => options[name] === true);
  if (given.length > 1)
    throw new CodegenError("CONFIG", [
      `${given.map((name) => `--${name}`).join(" and ")} contradict each other; give one.`,
    ]);
}
