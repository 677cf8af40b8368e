// What the types of a contestant's fifty queries cost the compiler.
import { fileURLToPath } from "node:url";
import { buildTypes } from "@kingpost/tools/budgets/buildTypes";
import { checkTypes } from "@kingpost/tools/budgets/checkTypes";
import { isMeasurable } from "../../fixtures/Sizes.ts";
import { BenchmarkError } from "../BenchmarkError.ts";
import type { Study } from "../Study.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export const typeCost: Study = async ({ entry, sizes }) => {
  const program = fileURLToPath(new URL(`../../contestants/${entry}/queries.ts`, import.meta.url));
  const isBuilt = isMeasurable(sizes);
  if (isBuilt) await buildTypes(root);
  try {
    const { cpuSeconds, instantiations, types, memoryMb } = await checkTypes(
      root,
      program,
      isBuilt ? "built" : "source",
    );
    return {
      workMs: cpuSeconds * 1_000,
      cpuMs: cpuSeconds * 1_000,
      readMs: 0,
      facts: { instantiations, types, "MB of tsc": memoryMb },
    };
  } catch (error) {
    // A program that does not compile has no cost.
    throw new BenchmarkError("MISMATCH", error instanceof Error ? error.message : String(error));
  }
};
