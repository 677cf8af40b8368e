// Curves for the terminal: a table each. Pure.
import type { Curve } from "./Report.ts";

export function printCurves(curves: ReadonlyArray<Curve>): string {
  return curves
    .map(({ title, xLabel, yLabel, points }) => {
      const names = [...new Set(points.map(({ contestant }) => contestant))];
      const xs = [...new Set(points.map(({ x }) => x))];
      const lines = xs.map((x) => [
        x.toFixed(2),
        ...names.map(
          (name) =>
            points.find((each) => each.contestant === name && each.x === x)?.y.toFixed(2) ?? "–",
        ),
      ]);
      const table = [[xLabel, ...names.map((name) => `${name}, ${yLabel}`)], ...lines];
      const widths = table[0]!.map((_, column) =>
        Math.max(...table.map((line) => line[column]!.length)),
      );
      return [
        title,
        ...table.map((line) => line.map((cell, at) => cell.padStart(widths[at]!)).join("  ")),
      ].join("\n");
    })
    .join("\n\n");
}
