/** Lists of so many at most, for those who may not send more parameters than a statement takes. */
export function inChunks<T>(list: ReadonlyArray<T>, size: number): ReadonlyArray<T[]> {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );
}
