// The inspector of a floor plan: imports go down only, erased rooms hold types only, pure rooms do no IO, rooms have READMEs.
// Sizes come out as advice: they are reasons to look, not reasons to fail.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { emitsCode } from "./emitsCode.ts";
import { type Import, importsOf } from "./importsOf.ts";
import type { Plan } from "./Plan.ts";

/** What the inspection found: `broken` rules fail the check, `advice` is only printed. */
export interface Findings {
  readonly broken: Array<string>;
  readonly advice: Array<string>;
}

/** Inspects every `.ts` file under the plan's root; two empty lists mean that the house stands. */
export function inspect(plan: Plan): Findings {
  const floorOf = new Map(
    plan.floors.flatMap((rooms, floor) => rooms.map((room) => [room, floor] as const)),
  );
  const broken: Array<string> = [];
  const advice: Array<string> = [];
  for (const file of filesUnder(plan.root)) {
    const path = relative(plan.root, file).split(sep).join("/");
    const name = `${plan.name}/${path}`;
    const room = roomOf(plan, file);
    const text = readFileSync(file, "utf8");
    const lines = countLines(text);
    if (lines > plan.longFile)
      advice.push(
        `${name}: ${lines} lines of code; above ${plan.longFile}, look for a second thing in it`,
      );
    if (room !== door && !floorOf.has(room)) broken.push(`${name}: room "${room}" is on no floor`);
    if (plan.erased.includes(room) && emitsCode(file, text))
      broken.push(`${name}: ${room}/ holds types only`);
    for (const found of importsOf(file, text)) {
      const fault = found.specifier.startsWith(".")
        ? judgeRelative(plan, floorOf, { room, target: resolve(dirname(file), found.specifier) })
        : judgePackage(plan, room, found);
      if (fault !== undefined) broken.push(`${name}: ${fault}`);
    }
  }
  if (plan.readmes)
    for (const room of floorOf.keys())
      for (const fault of judgeReadme(join(plan.root, room)))
        broken.push(`${plan.name}/${room}/: ${fault}`);
  return { broken, advice };
}

const door = "(door)";
const outside = "(outside)";

/** Type-only imports count too: a ring of types is still a ring to the reader. */
function judgeRelative(
  plan: Plan,
  floorOf: ReadonlyMap<string, number>,
  { room, target }: { readonly room: string; readonly target: string },
): string | undefined {
  const other = roomOf(plan, target);
  if (other === outside) return "leaves the package by a relative path";
  if (room === door || other === room) return undefined;
  if (other === door) return "imports the door";
  const here = floorOf.get(room) ?? 0;
  const there = floorOf.get(other) ?? 0;
  if (there > here) return `imports upstairs, ${room} -> ${other}`;
  if (there === here) return `imports sideways, ${room} -> ${other}`;
  return undefined;
}

function judgePackage(plan: Plan, room: string, { specifier, isType }: Import): string | undefined {
  for (const { name, why, types } of plan.never)
    if (name.test(specifier) && !(types === true && isType)) return `imports ${specifier}; ${why}`;
  const owners = plan.packages[packageName(specifier)];
  if (owners !== undefined && room !== door && !owners.includes(room))
    return `imports ${specifier}, which belongs to ${owners.map((owner) => `${owner}/`).join(" and ")}`;
  if (plan.pure.includes(room) && owners === undefined && !isType && specifier !== "node:util")
    return `imports ${specifier}, but ${room}/ is pure`;
  return undefined;
}

/** A README is short enough to be read, and the files it sends the reader to are there. */
function judgeReadme(room: string): Array<string> {
  const file = join(room, "README.md");
  if (!existsSync(file)) return ["no README.md"];
  const text = readFileSync(file, "utf8");
  const lines = text.trimEnd().split("\n").length;
  const named = [...text.matchAll(/`([\w./-]+\.ts)`/g)].flatMap(([, path]) => path ?? []);
  return [
    ...(lines > 30 ? [`README.md has ${lines} lines; 30 are enough`] : []),
    ...named
      .filter((path) => !existsSync(join(room, path)))
      .map((path) => `README.md names ${path}, which is not there`),
  ];
}

function packageName(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function filesUnder(dir: string): Array<string> {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() && entry.name.endsWith(".ts") && !/\.test(-d)?\.ts$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function roomOf(plan: Plan, file: string): string {
  const [first, ...rest] = relative(plan.root, file).split(sep);
  if (first === undefined || first === "..") return outside;
  return rest.length === 0 || plan.doorFolders.includes(first) ? door : first;
}

function countLines(text: string): number {
  return withoutComments(text)
    .split("\n")
    .filter((line) => line.trim()).length;
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}
