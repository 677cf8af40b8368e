// How much of a fault case is run: all of it with `pnpm test:faults --full`, a tenth by default.
export const isFull: boolean = process.env["KINGPOST_FAULTS"] === "full";

/** The figure of the test programme (docs/reliability.md), or a tenth of it. */
export function scaled(figure: number): number {
  return isFull ? figure : Math.ceil(figure / 10);
}

/** What the random choices of this run follow from; set `KINGPOST_SEED` to have one again. */
export const seed: number = Number(process.env["KINGPOST_SEED"] ?? Date.now() % 2 ** 31);
