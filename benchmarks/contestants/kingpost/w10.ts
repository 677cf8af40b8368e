// W10 with Kingpost: one find, held with its entity manager.
import type { W10Input } from "../../scenarios/w10.ts";
import type { Contestant } from "../Contestant.ts";
import { Review } from "./entities/Review.ts";
import { openDriver } from "./openDriver.ts";
import { readReview } from "./readEntity.ts";

export const w10: Contestant<W10Input> = {
  notes: ["Entities keep the row as it came and decode a cell when it is first read."],
  open: (url) =>
    openDriver(url, async (em) => {
      const reviews = await em.find(Review, {});
      // Every entity leads to its entity manager, so that one is held with them.
      return () => reviews.map((review) => ["review", readReview(review)]);
    }),
};
