import { beforeAll, expect, it } from "vitest";
import { newReview } from "../../../entities/factories/index.ts";
import type { Review } from "../../../entities/Review.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { reviewQuery } from "./reviewQuery.ts";
import { reviewsQuery } from "./reviewsQuery.ts";
import { saveReviewMutation } from "./saveReviewMutation.ts";

let review: Review;

beforeAll(async () => {
  const { em } = await newTestContext();
  review = newReview(em);
  await em.flush();
});

it("review gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(reviewQuery);

  const found = await run(ctx, { id: review.idTagged });

  expect(idOf(found)).toBe(review.idTagged);
});

it("reviews gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(reviewsQuery);

  const { nodes } = await run(ctx, { filter: { id: [review.idTagged] } });

  expect(nodes.map(idOf)).toEqual([review.idTagged]);
});

it("saveReview changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveReviewMutation);

  const saved = await run(ctx, { id: review.idTagged });

  expect(idOf(saved.review)).toBe(review.idTagged);
});
