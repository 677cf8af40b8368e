// The rule of G3, the same function for everybody: it needs what is stored of the book as well as what came.

/** @throws Error where a page would cost more than a dollar */
export function checkPrice({
  pages,
  priceCents,
}: {
  readonly pages: number;
  readonly priceCents: number;
}): void {
  if (priceCents > pages * 100) throw new Error("A page may not cost more than a dollar.");
}
