// One number for each contestant: the geometric mean of its ratios. Pure.
import { findScenario } from "../scenarios/findScenario.ts";
import { namesIn } from "./namesIn.ts";
import type { Figure, Report } from "./Report.ts";

export interface GeometricMean {
  readonly contestant: string;
  /** How many items it has a figure for. */
  readonly items: number;
  readonly ratio: number;
  /** The mean of `kingpost` over the same items: who takes part in the easy ones only is compared with these only. */
  readonly kingpost: number | undefined;
}

/** In the order of the tables, without `pg`, whose ratios are 1. */
export function geometricMeans({ results }: Pick<Report, "results">): ReadonlyArray<GeometricMean> {
  const byName = Map.groupBy(results.filter(hasRatio), ({ contestant }) => contestant);
  const ours = new Map(byName.get("kingpost")?.map(({ item, ratio }) => [item, ratio.median]));
  return namesIn({ results }).flatMap((contestant) => {
    const figures = byName.get(contestant);
    if (contestant === "pg" || figures === undefined) return [];
    const same = figures.flatMap(({ item }) => ours.get(item) ?? []);
    return {
      contestant,
      items: figures.length,
      ratio: meanOf(figures.map(({ ratio }) => ratio.median)),
      kingpost: same.length === figures.length ? meanOf(same) : undefined,
    };
  });
}

/** What is no time, lines of code for example, has a mean with nothing. */
function hasRatio({ item, ratio }: Figure): boolean {
  if (findScenario(item).unit !== undefined) return false;
  return Number.isFinite(ratio.median) && ratio.median > 0;
}

function meanOf(ratios: ReadonlyArray<number>): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}
