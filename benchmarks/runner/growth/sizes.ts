// Sizes of which one number grows.
import { fullSizes, type Sizes } from "../../fixtures/Sizes.ts";

/** What has nothing to do with it is left out, so that making the tables does not take longer than measuring. */
const nothingElse = {
  ...fullSizes,
  reviewsPerBook: 0,
  tagsPerBook: 0,
  finds: 0,
  newAuthors: 0,
  works: 0,
  reloadedAuthors: 0,
} as const satisfies Sizes;

export function authorsOnly(authors: number): Sizes {
  return { ...nothingElse, authors, booksPerAuthor: 0, loads: 0 };
}

/** All books there are once ten for each author are not enough. */
export function booksOnly(loads: number): Sizes {
  return { ...nothingElse, loads };
}
