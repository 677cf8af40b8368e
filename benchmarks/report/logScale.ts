/** From a ratio to a place between 0 and 100 in which equal factors are equal distances. */
export function logScale(values: ReadonlyArray<number>): (value: number) => number {
  const low = Math.log(Math.min(0.5, ...values) * 0.9);
  const high = Math.log(Math.max(2, ...values) * 1.02);
  return (value) => Math.min(100, Math.max(0, ((Math.log(value) - low) / (high - low)) * 100));
}
