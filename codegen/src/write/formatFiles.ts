// Formats what was planned, so that generated code reads like the rest and a formatter has nothing to change.
import { headerOf } from "../emit/header.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import type { FilePlan } from "../plan/FilePlan.ts";

/** What the formatter knows of what is made here. */
const formatted = /\.(?:[cm]?[jt]s|graphql|gql|json|md|ya?ml)$/u;

export async function formatFiles(
  files: ReadonlyArray<FilePlan>,
): Promise<ReadonlyArray<FilePlan>> {
  const { format } = await import("oxfmt");
  return Promise.all(
    files.map(async (file) => {
      const code = formatted.test(file.path) ? await formatOne(file) : file.contents;
      const header = file.mode === "always" ? headerOf(file.path) : undefined;
      // Sorting would take it along with the first import.
      return { ...file, contents: header === undefined ? code : `${header}\n${code}` };
    }),
  );

  async function formatOne({ path, contents }: FilePlan): Promise<string> {
    const { code, errors } = await format(path, contents, {
      sortImports: { newlinesBetween: false },
    });
    if (errors.length === 0) return code;
    throw new CodegenError("WRITE", [
      `${path} would not be valid: ${errors.map(({ message }) => message).join("; ")}. This is a defect of codegen, or of the plugin that makes it.`,
    ]);
  }
}
