// Formats what was planned, so that generated code reads like the rest and a formatter has nothing to change.
import { header } from "../emit/header.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import type { FilePlan } from "../plan/FilePlan.ts";

export async function formatFiles(
  files: ReadonlyArray<FilePlan>,
): Promise<ReadonlyArray<FilePlan>> {
  const { format } = await import("oxfmt");
  return Promise.all(
    files.map(async (file) => {
      const { code, errors } = await format(file.path, file.contents, {
        sortImports: { newlinesBetween: false },
      });
      if (errors.length > 0)
        throw new CodegenError("WRITE", [
          `${file.path} would not be valid TypeScript: ${errors.map(({ message }) => message).join("; ")}. This is a defect of codegen.`,
        ]);
      // Sorting would take it along with the first import.
      return { ...file, contents: file.mode === "always" ? `${header}\n${code}` : code };
    }),
  );
}
