// How fast something grows, and how sure that is. Pure.

export interface Slope {
  /** Per unit of x. */
  readonly slope: number;
  /** Its 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** The line of least squares through the points; at least three are needed for an interval. */
export function slopeOf(points: ReadonlyArray<readonly [x: number, y: number]>): Slope {
  const count = points.length;
  const mean = (values: ReadonlyArray<number>): number =>
    values.reduce((sum, value) => sum + value, 0) / count;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, [x, y]) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  const error = Math.sqrt(rest / Math.max(1, count - 2) / spread);
  // Of Student's distribution with so many points the quantile is close to that of the normal one, and a little above it.
  const quantile = 1.96 + 2.4 / Math.max(1, count - 2);
  return { slope, low: slope - quantile * error, high: slope + quantile * error };
}
