// W10 with MikroORM: one find, held with its fork.
import type { W10Input } from "../../scenarios/w10.ts";
import type { Contestant } from "../Contestant.ts";
import { Review } from "./entities.ts";
import { openOrm } from "./openOrm.ts";
import { readReview } from "./readEntity.ts";

export const w10: Contestant<W10Input> = {
  notes: [],
  open: (url) =>
    openOrm(url, {}, async (em) => {
      const reviews = await em.find(Review, {});
      // Managed entities lead to their entity manager, so that one is held with them.
      return () => reviews.map((review) => ["review", readReview(review)]);
    }),
};
