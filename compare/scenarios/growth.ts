// By what factor a cost has grown, with one decimal.

export function growth(before: number, after: number): number {
  return Math.round((after / before) * 10) / 10;
}
