// How much code a scenario takes with an ORM.
import { stripTypeScriptTypes } from "node:module";

/** Lines that are neither empty nor comment nor import nor type: what somebody has to write and read. */
export function countLines(source: string): number {
  const code = stripTypeScriptTypes(source, { mode: "strip" })
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/^import\b[\s\S]*?;$/gm, "");
  return code.split("\n").filter((line) => !/^\s*(\/\/.*)?$/.test(line)).length;
}
