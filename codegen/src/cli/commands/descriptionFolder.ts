import { resolve } from "node:path";

/** Where a description of the domain is written. */
export const outOption = {
  type: "string",
  value: "DIR",
  about: "where it is written, instead of docs/schema beside the configuration",
} as const;

export function descriptionFolder(
  given: string | undefined,
  cwd: string,
  directory: string,
): string {
  return given === undefined ? resolve(directory, "docs/schema") : resolve(cwd, given);
}
