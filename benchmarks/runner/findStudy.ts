// The list of studies. They are imported when they are asked for: one brings the compiler's tools along.
import type { StudyName } from "../scenarios/Scenario.ts";
import type { Study } from "./Study.ts";

const studies: Readonly<Record<StudyName, () => Promise<Study>>> = {
  coldStart: async () => (await import("./studies/coldStart.ts")).coldStart,
  typeCost: async () => (await import("./studies/typeCost.ts")).typeCost,
  codeSize: async () => (await import("./studies/codeSize.ts")).codeSize,
};

export async function findStudy(name: StudyName): Promise<Study> {
  return await studies[name]();
}
