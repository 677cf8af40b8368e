// What large schemas cost, size by size: `pnpm codegen:scale [TABLES …]`. Fails when a figure is over its limit.
import { resolve } from "node:path";
import { startTestServer } from "@kingpost/migrations/server";
import { measureReal, type RealCosts } from "./measureReal.ts";
import type { Generation } from "./newRealProject.ts";

interface Figure {
  readonly name: string;
  readonly of: (costs: RealCosts) => number;
  readonly digits: number;
  /** By number of tables. */
  readonly limits: Readonly<Partial<Record<number, number>>>;
}

const never = { 50: 0, 300: 0, 1000: 0 };

const figures: ReadonlyArray<Figure> = [
  { name: "files", of: ({ first }) => first.generated.changes.length, digits: 0, limits: {} },
  { name: "s: first run", of: ({ first }) => total(first), digits: 2, limits: { 1000: 10 } },
  { name: "s: reading the catalog in it", of: ({ first }) => first.reading, digits: 2, limits: {} },
  { name: "s: second run", of: ({ second }) => total(second), digits: 2, limits: { 1000: 2 } },
  { name: "files it writes", of: ({ second }) => changed(second), digits: 0, limits: never },
  {
    name: "errors of tsc",
    of: (costs) => costs.compilation.errors.length,
    digits: 0,
    limits: never,
  },
  { name: "s: tsc", of: (costs) => costs.compilation.cpuSeconds, digits: 1, limits: { 300: 8 } },
  { name: "ms: import", of: ({ loading }) => loading.importing, digits: 0, limits: { 300: 150 } },
  { name: "ms: first use", of: ({ loading }) => loading.linking, digits: 0, limits: {} },
  { name: "MB: metadata", of: ({ loading }) => loading.memory, digits: 1, limits: { 300: 20 } },
];

const asked = process.argv.slice(2).map(Number);
const sizes = asked.length > 0 ? asked : [50, 300, 1000];
const server = await startTestServer({ projectDir: resolve(import.meta.dirname, "../../..") });
try {
  const costs = new Map<number, RealCosts>();
  for (const size of sizes) costs.set(size, await measureReal(size, server.adminUrl));
  console.log(row("tables", sizes.map(String)));
  for (const { name, of, digits, limits } of figures) {
    const cells = sizes.map((size) => {
      const [figure, limit = Infinity] = [of(costs.get(size)!), limits[size]];
      if (figure > limit) process.exitCode = 1;
      return figure.toFixed(digits) + (figure > limit ? ` > ${limit}` : "");
    });
    console.log(row(name, cells));
  }
  console.log("Times are of CPU, that of reading the catalog on the clock.");
  for (const { compilation } of costs.values())
    for (const error of compilation.errors.slice(0, 5)) console.log(error);
} finally {
  await server.stop();
}

function total({ reading, writing }: Generation): number {
  return reading + writing;
}

function changed({ generated }: Generation): number {
  return generated.changes.filter(({ kind }) => kind !== "unchanged").length;
}

function row(name: string, cells: ReadonlyArray<string>): string {
  return [name.padEnd(30), ...cells.map((cell) => cell.padStart(12))].join("");
}
