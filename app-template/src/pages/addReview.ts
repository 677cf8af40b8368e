import { Book } from "../entities/Book.ts";
// Writes what somebody filled in below a book.
import type { EntityManager } from "../entities/codegen/domain.ts";
import { Reader } from "../entities/Reader.ts";
import { Review } from "../entities/Review.ts";

/** The texts of the form as they were typed. */
export interface ReviewForm {
  readonly name: string;
  readonly email: string;
  readonly rating: string;
  readonly body: string;
}

/** @throws ValidationErrors naming the fields; NotFoundError when there is no such book */
export async function addReview(
  em: EntityManager,
  bookId: string,
  form: ReviewForm,
): Promise<void> {
  const book = await em.load(Book, bookId);
  const reader = await em.findOrCreate(Reader, { email: form.email }, { name: form.name });
  em.create(Review, {
    book,
    reader,
    rating: /^[1-5]$/.test(form.rating) ? Number(form.rating) : 0,
    ...(form.body === "" ? {} : { body: form.body }),
  });
  await em.flush();
}
