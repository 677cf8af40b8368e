// `kingpost-codegen erd`: the domain as a drawing.
import { relative, resolve } from "node:path";
import { erd } from "../../erd/erd.ts";
import { writeFolder } from "../../write/writeFolder.ts";
import { type Command, defineCommand } from "../Command.ts";
import { projectOptions } from "../projectOptions.ts";
import { readDescription } from "../readDescription.ts";
import { descriptionFolder, outOption } from "./descriptionFolder.ts";

const options = { ...projectOptions, out: outOption } as const;

export const drawDomain: Command = defineCommand({
  about: "draws the domain: erd.mmd for Mermaid, erd.svg for everybody",
  options,
  run: async (call) => {
    const { cwd, log } = call;
    const { model, directory } = await readDescription(call, call.options);
    const folder = descriptionFolder(call.options.out, cwd, directory);
    const files = await erd(model);
    await writeFolder(folder, files);
    for (const { path } of files) log(`erd: ${relative(cwd, resolve(folder, path))}`);
    return 0;
  },
});
