// W10 by hand: plain rows, which know nothing of each other.
import type { W10Input } from "../../scenarios/w10.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";
import { readReview, type ReviewRow, selectReviews } from "./rows.ts";

export const w10: Contestant<W10Input> = {
  notes: [],
  open: (url) =>
    openClient(url, async (client) => {
      const { rows } = await client.query<ReviewRow>(selectReviews);
      return () => rows.map((row) => ["review", readReview(row)]);
    }),
};
