// The contestant of CONTESTANTS.md, written from the page as it stands there, is one.
import { readFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import type { Contestant } from "../contestants/Contestant.ts";
import { Fixture } from "../fixtures/Fixture.ts";
import { type Clones, openClones } from "../fixtures/openClones.ts";
import { quickSizes } from "../fixtures/Sizes.ts";
import { w9a, type W9aInput } from "../scenarios/w9a.ts";

const benchmarks = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(join(benchmarks, "CONTESTANTS.md"), "utf8");
// Beside the others, for its imports; the name is nobody's.
const folder = join(benchmarks, "contestants", `example-${process.pid}`);
let clones: Clones;

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", inject("adminUrl"));
  clones = await openClones(new Fixture(quickSizes), ["example"]);
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await clones.close();
  rmSync(folder, { recursive: true, force: true });
});

it("does the item right, and says nothing but what the page says", async () => {
  const code = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  mkdirSync(folder);
  const file = join(folder, "w9a.ts");
  writeFileSync(file, code);
  const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    readonly w9a: Contestant<W9aInput>;
  };
  const fixture = new Fixture(quickSizes);
  const url = clones.urls.get("example")!;
  const workbench = await module.w9a.open(url, w9a.input(fixture));
  const database = new Client({ connectionString: url });
  await database.connect();
  try {
    const reading = (await workbench.run())();
    const startedAt = new Date();
    expect(await w9a.observe({ reading, database, startedAt })).toBe(w9a.expected(fixture));
    expect(module.w9a.notes).toEqual(["`SELECT *`, as its documentation has it."]);
  } finally {
    await workbench.close();
    await database.end();
  }
});
