import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { orm } from "./house.ts";
import { inspect } from "./house/inspect.ts";
import type { Plan } from "./house/Plan.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "house-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

it("a house whose imports go down stands", () => {
  const found = inspectHouse({
    "ground/a.ts": 'import type { B } from "./b.ts";',
    "ground/b.ts": "export interface B { b: string }",
    "first/c.ts": 'import { readFileSync } from "node:fs";\nimport "../ground/a.ts";',
    "door.ts": 'export { C } from "./first/c.ts";',
    "doors/second.ts": 'import "../first/c.ts";',
  });
  expect(found).toEqual({ broken: [], advice: [] });
});

it("names an import that goes upstairs, whatever its form", () => {
  const found = inspectHouse({
    "ground/static.ts": 'import { c } from "../first/c.ts";',
    "ground/typed.ts": 'import type { C } from "../first/c.ts";',
    "ground/reexport.ts": 'export * from "../first/c.ts";',
    "ground/dynamic.ts": 'export const c = import("../first/c.ts");',
    "ground/inType.ts": 'export type C = import("../first/c.ts").C;',
    "first/c.ts": "export const c = 1;\nexport type C = 1;",
  });
  expect(found.broken).toEqual([
    "house/ground/dynamic.ts: imports upstairs, ground -> first",
    "house/ground/inType.ts: imports upstairs, ground -> first",
    "house/ground/reexport.ts: imports upstairs, ground -> first",
    "house/ground/static.ts: imports upstairs, ground -> first",
    "house/ground/typed.ts: imports upstairs, ground -> first",
  ]);
});

it("does not take text for an import", () => {
  const found = inspectHouse({
    "ground/text.ts":
      '// import "../first/c.ts";\nexport const text = `import { c } from "../first/c.ts";`;',
  });
  expect(found.broken).toEqual([]);
});

it("names an import from the room next door, from the door, and out of the package", () => {
  const found = inspectHouse({
    "ground/a.ts": 'import "../cellar/b.ts";',
    "cellar/b.ts": 'import "../door.ts";',
    "first/c.ts": 'import "../doors/second.ts";\nimport "../../elsewhere.ts";',
    "door.ts": "export {};",
  });
  expect(found.broken).toEqual([
    "house/cellar/b.ts: imports the door",
    "house/first/c.ts: imports the door",
    "house/first/c.ts: leaves the package by a relative path",
    "house/ground/a.ts: imports sideways, ground -> cellar",
  ]);
});

it("names a room that is on no floor", () => {
  expect(inspectHouse({ "attic/a.ts": "export {};" }).broken).toEqual([
    'house/attic/a.ts: room "attic" is on no floor',
  ]);
});

it("names code in a room of types", () => {
  const found = inspectHouse({
    "types/a.ts":
      'import type { B } from "./b.ts";\nexport type { B };\nexport declare const c: B;\nexport type A = 1;',
    "types/b.ts": "export const b = 1;",
    "types/c.ts": 'import { type A } from "./a.ts";\nexport type C = A;',
  });
  expect(found.broken).toEqual([
    "house/types/b.ts: types/ holds types only",
    "house/types/c.ts: types/ holds types only",
  ]);
});

it("names IO in a pure room, a package in a foreign room and a package that is never imported", () => {
  const found = inspectHouse({
    "pure/a.ts": 'import { readFileSync } from "node:fs";\nimport { inspect } from "node:util";',
    "first/b.ts": 'import pg from "pg";\nimport { x } from "@other/package/part";',
    "pure/c.ts": 'import pg from "pg";\nimport type { y } from "@typed/package";',
    "pure/d.ts": 'import { y } from "@typed/package";',
  });
  expect(found.broken).toEqual([
    "house/first/b.ts: imports pg, which belongs to pure/",
    "house/first/b.ts: imports @other/package/part; it is another house",
    "house/pure/a.ts: imports node:fs, but pure/ is pure",
    "house/pure/d.ts: imports @typed/package; only its types are shared",
  ]);
});

it("R-BATCH-10 the ORM batches by itself: dataloader is for the loaders of `em.getLoader`, and nothing else may import it", () => {
  const files = {
    "loading/Loader.ts": 'import DataLoader from "dataloader";',
    "em/Loaders.ts": 'import DataLoader from "dataloader";',
  };
  expect(inspectHouse(files, { ...orm, root, readmes: false }).broken).toEqual([
    "orm/src/loading/Loader.ts: imports dataloader, which belongs to em/",
  ]);
  expect(inspect(orm).broken).toEqual([]);
});

it("asks for a README in every room, short and naming files that are there", () => {
  const found = inspectHouse(
    {
      "types/README.md": "What happens here. Read `a.ts` first.",
      "types/a.ts": "export type A = 1;",
      "pure/README.md": "Read `gone.ts` first.",
      "cellar/README.md": "line\n".repeat(31),
      "first/README.md": "What happens here.",
    },
    { readmes: true },
  );
  expect(found.broken).toEqual([
    "house/pure/: README.md names gone.ts, which is not there",
    "house/ground/: no README.md",
    "house/cellar/: README.md has 31 lines; 30 are enough",
  ]);
});

it("advises a second look at a long file, comments not counted, and does not fail it", () => {
  const found = inspectHouse({
    "first/long.ts": "export const a = 1;\n".repeat(11),
    "first/told.ts": `/* long\n${"story\n".repeat(20)}*/\n${"// why\n".repeat(20)}export {};\n`,
  });
  expect(found).toEqual({
    broken: [],
    advice: ["house/first/long.ts: 11 lines of code; above 10, look for a second thing in it"],
  });
});

function inspectHouse(
  files: Record<string, string>,
  rules: Partial<Plan> = {},
): ReturnType<typeof inspect> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return inspect({
    name: "house",
    root,
    floors: [["types"], ["pure"], ["ground", "cellar"], ["first"]],
    doorFolders: ["doors"],
    erased: ["types"],
    pure: ["pure"],
    packages: { pg: ["pure"] },
    never: [
      { name: /^@other\//, why: "it is another house" },
      { name: /^@typed\//, why: "only its types are shared", types: true },
    ],
    readmes: false,
    longFile: 10,
    ...rules,
  });
}
