// W7 with Sequelize: `findAll` with required includes, and a literal for EXISTS, as its page on sub-queries has it.
import { literal, Op } from "sequelize";
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { openSequelize } from "./openSequelize.ts";

const praised = literal(
  "EXISTS (SELECT 1 FROM reviews r WHERE r.book_id = book.id AND r.rating >= :minRating)",
);

export const w7: Contestant<W7Input> = {
  notes: [
    "Required `include`s without attributes; EXISTS is a `literal`: Sequelize has no sub-queries.",
  ],
  open: (url, { publisherNames, minRating, limit }) =>
    openSequelize(url, async ({ Book }) => {
      const finds: Array<ReadonlyArray<BookObject>> = [];
      for (const name of publisherNames)
        finds.push(
          await Book.findAll({
            where: { [Op.and]: [praised] },
            include: {
              association: "author",
              required: true,
              attributes: [],
              include: [
                { association: "publisher", required: true, attributes: [], where: { name } },
              ],
            },
            replacements: { minRating },
            order: ["title"],
            limit,
          }),
        );
      return () => readFinds(finds, readBook);
    }),
};
