// The reviews that are added to a book from now on, each once, by their ids. What was told while nobody could hear is read.
import type { Context } from "../../context.ts";
import type { Book } from "../../entities/Book.ts";
import { type Added, Review, reviewAdded } from "../../entities/Review.ts";
import type { Heard } from "./Events.ts";

export async function reviewsAdded(book: Book, ctx: Context): Promise<AsyncIterable<string>> {
  return idsOf(book, ctx, await ctx.events.listen(reviewAdded));
}

async function* idsOf(
  book: Book,
  ctx: Context,
  events: AsyncIterable<Heard>,
): AsyncGenerator<string, void, undefined> {
  const told = new Set<string>();
  for await (const event of events) {
    const ids = "payload" in event ? idsIn(event.payload, book) : await missed(book, ctx, event);
    for (const id of ids) {
      if (told.has(id)) continue;
      told.add(id);
      // Only what may have been missed is told twice, and that is not long ago.
      if (told.size > remembered) told.delete(told.values().next().value!);
      yield id;
    }
  }
}

function idsIn(payload: string, book: Book): ReadonlyArray<string> {
  const { review, book: reviewed } = JSON.parse(payload) as Added;
  return reviewed === book.id ? [review] : [];
}

async function missed(
  book: Book,
  { em }: Context,
  { missedSince }: { readonly missedSince: Date },
): Promise<ReadonlyArray<string>> {
  // A review has the time of its flush, and is seen after its COMMIT.
  const since = new Date(missedSince.getTime() - longestFlushMs);
  em.clear();
  const reviews = await em.find(
    Review,
    { book: book.id, createdAt: { gte: since }, isGenerated: false },
    { orderBy: [{ createdAt: "ASC" }, { id: "ASC" }], limit: remembered },
  );
  return reviews.map(({ id }) => id);
}

const longestFlushMs = 60_000;
const remembered = 1_000;
