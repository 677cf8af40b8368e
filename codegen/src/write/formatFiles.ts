// Formats what was planned, so that generated code reads like the rest and a formatter has nothing to change. What stands in its
// place already is not formatted again.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { headerOf } from "../emit/header.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import type { FilePlan } from "../plan/FilePlan.ts";
import { FormatMemory } from "./FormatMemory.ts";

export interface Formatted {
  readonly files: ReadonlyArray<FilePlan>;
  /** Remembers it for the next run. */
  readonly memory: FormatMemory;
}

/**
 * @param existing contents of files by path
 * @param directory the folder of the configuration
 */
export async function formatFiles(
  files: ReadonlyArray<FilePlan>,
  existing: ReadonlyMap<string, string>,
  directory: string,
): Promise<Formatted> {
  const memory = await FormatMemory.load(directory, await recipe());
  const formatted = await Promise.all(
    files.map(async (file): Promise<FilePlan> => {
      const before = existing.get(file.path);
      if (before !== undefined) {
        // What is written once stays as it is.
        const stays = file.mode === "once" || memory.isFormatted(file, before);
        if (stays) return { ...file, contents: before };
      }
      const contents = await textOf(file);
      memory.keep(file, contents);
      return { ...file, contents };
    }),
  );
  return { files: formatted, memory };
}

/** What the formatter knows of what is made here. */
const known = /\.(?:[cm]?[jt]s|graphql|gql|json|md|ya?ml)$/u;

const options = { sortImports: { newlinesBetween: false } } as const;

async function textOf({ path, mode, contents }: FilePlan): Promise<string> {
  const code = known.test(path) ? await format(path, contents) : contents;
  const header = mode === "always" ? headerOf(path) : undefined;
  // Sorting would take it along with the first import.
  return header === undefined ? code : `${header}\n${code}`;
}

async function format(path: string, contents: string): Promise<string> {
  const { format: formatText } = await import("oxfmt");
  const { code, errors } = await formatText(path, contents, options);
  if (errors.length === 0) return code;
  throw new CodegenError("WRITE", [
    `${path} would not be valid: ${errors.map(({ message }) => message).join("; ")}. This is a defect of codegen, or of the plugin that makes it.`,
  ]);
}

/** Everything that the result depends on beside the text: other versions may format otherwise. */
async function recipe(): Promise<string> {
  const path = fileURLToPath(import.meta.resolve("oxfmt/package.json"));
  const { version } = JSON.parse(await readFile(path, "utf8")) as { readonly version: string };
  return JSON.stringify([version, options, headerOf(".ts")]);
}
