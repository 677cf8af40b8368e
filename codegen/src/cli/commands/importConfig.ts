// `kingpost-codegen import-config`: the configuration of a project that comes from Joist.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkConfig } from "../../config/checkConfig.ts";
import { convertJoistConfig } from "../../config/convertJoistConfig.ts";
import { findConfig } from "../../config/findConfig.ts";
import { printValue } from "../../emit/printValue.ts";
import { CodegenError } from "../../errors/CodegenError.ts";
import { formatFiles } from "../../write/formatFiles.ts";
import { readIfThere } from "../../write/readIfThere.ts";
import { type Command, defineCommand } from "../Command.ts";

export const importConfig: Command = defineCommand({
  about: "writes a kingpost.config.ts that says what joist-config.json says",
  options: {},
  run: async ({ cwd, log }) => {
    const existing = findConfig(cwd);
    if (existing !== undefined)
      throw new CodegenError("CONFIG", [`There is ${existing} already; it is not overwritten.`]);
    const text = await readIfThere(join(cwd, "joist-config.json"));
    if (text === undefined)
      throw new CodegenError("CONFIG", ["There is no joist-config.json here."]);
    const { config, notes } = convertJoistConfig(parse(text));
    checkConfig(config);
    const contents = `import { defineConfig } from "@kingpost/codegen";

export default defineConfig(${printValue(config)});
`;
    const plan = { path: "kingpost.config.ts", mode: "once", contents } as const;
    const { files } = await formatFiles([plan], new Map(), cwd);
    await writeFile(join(cwd, plan.path), files[0]!.contents, { flag: "wx" });
    for (const note of notes) log(`note: ${note}`);
    log("import-config: wrote kingpost.config.ts");
    return 0;
  },
});

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new CodegenError("CONFIG", [`joist-config.json is not JSON: ${String(cause)}`], {
      cause,
    });
  }
}
