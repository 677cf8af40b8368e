// `kingpost-codegen docs`: the domain as pages to read.
import { relative, resolve } from "node:path";
import { isOurPage } from "../../docs/isOurPage.ts";
import { schemaDocs } from "../../docs/schemaDocs.ts";
import { writeFolder } from "../../write/writeFolder.ts";
import { type Command, defineCommand } from "../Command.ts";
import { projectOptions } from "../projectOptions.ts";
import { readDescription } from "../readDescription.ts";
import { descriptionFolder, outOption } from "./descriptionFolder.ts";

const options = { ...projectOptions, out: outOption } as const;

export const describeDomain: Command = defineCommand({
  about: "describes the domain in pages to read: they need no server, no network and no JavaScript",
  options,
  run: async (call) => {
    const { cwd, log } = call;
    const { directory, ...description } = await readDescription(call, call.options);
    const folder = descriptionFolder(call.options.out, cwd, directory);
    const files = await schemaDocs(description);
    const written = await writeFolder(folder, files, {
      folders: ["", "entities", "enums"],
      isOurs: isOurPage,
    });
    log(
      `docs: ${files.length} files, ${written} written; open ${relative(cwd, resolve(folder, "index.html"))}`,
    );
    return 0;
  },
});
