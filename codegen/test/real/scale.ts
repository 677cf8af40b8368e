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
  /** Its limits are for a machine on which Node starts in the usual time, and higher on a slower one. */
  readonly isTime?: boolean;
}

/** Milliseconds of CPU until Node is at a program's first line, where the limits were set. */
const usualStart = 65;

const never = { 50: 0, 300: 0, 1000: 0 };

const figures: ReadonlyArray<Figure> = [
  { name: "files", of: ({ first }) => first.generated.changes.length, digits: 0, limits: {} },
  {
    name: "s: first run",
    of: ({ first }) => total(first),
    digits: 2,
    limits: { 1000: 10 },
    isTime: true,
  },
  { name: "s: reading the catalog in it", of: ({ first }) => first.reading, digits: 2, limits: {} },
  {
    name: "s: second run",
    of: ({ second }) => total(second),
    digits: 2,
    limits: { 1000: 2 },
    isTime: true,
  },
  { name: "files it writes", of: ({ second }) => changed(second), digits: 0, limits: never },
  {
    name: "errors of tsc",
    of: (costs) => costs.compilation.errors.length,
    digits: 0,
    limits: never,
  },
  {
    name: "s: tsc",
    of: (costs) => costs.compilation.cpuSeconds,
    digits: 1,
    limits: { 300: 8 },
    isTime: true,
  },
  {
    name: "ms: import",
    of: ({ loading }) => loading.importing,
    digits: 0,
    limits: { 300: 150 },
    isTime: true,
  },
  { name: "ms: first use", of: ({ loading }) => loading.linking, digits: 0, limits: {} },
  { name: "MB: metadata", of: ({ loading }) => loading.memory, digits: 1, limits: { 300: 20 } },
];

const asked = process.argv.slice(2).map(Number);
const sizes = asked.length > 0 ? asked : [50, 300, 1000];
const server = await startTestServer({ projectDir: resolve(import.meta.dirname, "../../..") });
try {
  const costs = new Map<number, RealCosts>();
  for (const size of sizes) costs.set(size, await measureReal(size, server.adminUrl));
  const start = Math.min(...Array.from(costs.values(), ({ loading }) => loading.starting));
  const slowness = Math.max(1, start / usualStart);
  console.log(row("tables", sizes.map(String)));
  for (const { name, of, digits, limits, isTime = false } of figures) {
    const cells = sizes.map((size) => {
      const figure = of(costs.get(size)!);
      const limit = Math.round((limits[size] ?? Infinity) * (isTime ? slowness : 1));
      if (figure > limit) process.exitCode = 1;
      return figure.toFixed(digits) + (figure > limit ? ` > ${limit}` : "");
    });
    console.log(row(name, cells));
  }
  console.log("Times are of CPU, that of reading the catalog on the clock.");
  console.log(
    `Node starts in ${start.toFixed(0)} ms: limits of times are ${slowness.toFixed(2)} times the usual ones.`,
  );
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
