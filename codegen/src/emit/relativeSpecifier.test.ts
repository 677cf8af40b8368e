import { expect, it } from "vitest";
import { relativeSpecifier } from "./relativeSpecifier.ts";

it.each([
  ["src/entities/codegen", "./src/context.ts", "../../context.ts"],
  ["./entities/codegen", "context.ts", "../../context.ts"],
  ["codegen", "codegen/domain", "./domain"],
  ["", "codegen/domain", "./codegen/domain"],
  ["enums", "../context.ts", "../../context.ts"],
  ["src/../entities", "entities/a.ts", "./a.ts"],
])("from %s, %s is imported as %s", (folder, file, specifier) => {
  expect(relativeSpecifier(folder, file)).toBe(specifier);
});
