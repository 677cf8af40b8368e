// How many lines a person writes for the application of S8.
import { readFileSync } from "node:fs";
import { written } from "../../contestants/written.ts";
import { BenchmarkError } from "../BenchmarkError.ts";
import type { Study } from "../Study.ts";
import { codeLines } from "./codeLines.ts";

const contestants = new URL("../../contestants/", import.meta.url);

export const codeSize: Study = ({ entry }) => {
  const files = written[entry];
  if (files === undefined)
    throw new BenchmarkError("CONTESTANT_FAILED", `contestants/written.ts does not name ${entry}`);
  const [model, app] = [read(files.model), read(files.app)];
  const characters = [...model, ...app].reduce((sum, line) => sum + line.trim().length, 0);
  return Promise.resolve({
    workMs: model.length + app.length,
    cpuMs: 0,
    readMs: 0,
    facts: { "lines of model": model.length, "lines of application": app.length, characters },
  });
};

function read(list: ReadonlyArray<string>): ReadonlyArray<string> {
  return list.flatMap((file) => codeLines(readFileSync(new URL(file, contestants), "utf8")));
}
