// Scenario 40: a unit of work that holds many entities.
import { anything, atMost, exactly, judgeBy } from "./judgeBy.ts";
import type { Scenario } from "./Scenario.ts";

export type WeightObserved = {
  readonly loaded: number;
  readonly bytes: number;
  readonly flushGrows: number;
  readonly isStored: boolean;
};

/** How many offers are loaded, and how many before for comparison. */
export const [few, many] = [1_000, 10_000] as const;

/** As many offers as that, of one shop. */
export const manyOffers = `INSERT INTO offers (shop_id, title, code, listed_at)
  SELECT 1, 'Offer ' || n, n, '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 minute' FROM generate_series(61, ${many}) n`;

export const weight: Scenario<WeightObserved> = {
  number: 40,
  title: "what many entities weigh, and a flush of one of them",
  question:
    "10,000 offers are loaded. How many bytes does each of them take, its row included? One title is changed and flushed: by what factor is that more work than among 1,000?",
  rightAnswer:
    "A flush costs what changed, whatever is loaded: under three. What an entity weighs is told without a verdict.",
  judge: judgeBy({
    loaded: [exactly(10_000), "loaded"],
    bytes: [anything, "bytes for each"],
    flushGrows: [atMost(3), "the flush grows by"],
    isStored: [exactly(true), "it is stored"],
  }),
};
