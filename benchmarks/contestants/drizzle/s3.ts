// S3 with Drizzle: the same relational query twice.
import { inArray } from "drizzle-orm";
import type { S3Input } from "../../scenarios/s3.ts";
import type { Contestant } from "../Contestant.ts";
import { type NestedAuthor, readNested } from "../readTrees.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { authors } from "./schema.ts";

export const s3: Contestant<S3Input> = {
  notes: ["It has no session that knows what is there: the second part loads the whole tree."],
  open: (url, { authorIds, knownIds }) =>
    openDatabase(url, nothing, async (db) => {
      const load = (ids: ReadonlyArray<number>): Promise<NestedAuthor[]> =>
        db.query.authors.findMany({
          where: inArray(authors.id, [...ids]),
          with: { books: { with: { reviews: true } } },
        });
      const known = await load(knownIds);
      const all = await load(authorIds);
      return () => [...readNested(known), ...readNested(all)];
    }),
};
