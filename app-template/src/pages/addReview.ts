// Writes what somebody filled in below a book, or says what has to be mended, field by field.
import { UniqueConstraintError, ValidationErrors } from "kingpost/errors";
import { Book } from "../entities/Book.ts";
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

/** What is wrong with a field of the form, for the person who filled it in. */
export interface Problem {
  readonly field: keyof ReviewForm;
  readonly message: string;
}

/** How many characters a field may have. */
export const longest = { name: 100, email: 200, body: 5_000 } as const;

/**
 * What has to be mended; nothing when the review was written.
 * @throws NotFoundError, InvalidIdError when there is no such book
 */
export async function addReview(
  em: EntityManager,
  bookId: string,
  form: ReviewForm,
): Promise<ReadonlyArray<Problem>> {
  const book = await em.load(Book, bookId);
  const problems = check(form);
  if (problems.length > 0) return problems;
  const reader = await em.findOrCreate(Reader, { email: form.email }, { name: form.name });
  em.create(Review, {
    book,
    reader,
    // The rule of reviews says what is wrong with none.
    rating: /^[1-5]$/.test(form.rating) ? Number(form.rating) : 0,
    ...(form.body === "" ? {} : { body: form.body }),
  });
  try {
    await em.flush();
    return [];
  } catch (error) {
    return problemsOf(error);
  }
}

/** What the browser has checked too, unless somebody went around it. */
function check(form: ReviewForm): ReadonlyArray<Problem> {
  const problems: Array<Problem> = [];
  if (form.name === "") problems.push({ field: "name", message: "A name is missing." });
  if (!/^\S+@\S+$/.test(form.email))
    problems.push({ field: "email", message: "That is no address, such as ann@example.org." });
  for (const [field, most] of Object.entries(longest) as Array<[keyof typeof longest, number]>)
    if (form[field].length > most)
      problems.push({
        field,
        message: `That is longer than ${most.toLocaleString("en")} characters.`,
      });
  return problems;
}

function problemsOf(error: unknown): ReadonlyArray<Problem> {
  // Who reviews a book twice, or sends the form twice.
  if (error instanceof UniqueConstraintError && error.fields?.includes("book"))
    return [{ field: "email", message: "With this address there is a review already." }];
  if (!(error instanceof ValidationErrors)) throw error;
  return error.errors.map(({ field, message }) => ({
    field: field === "name" || field === "email" || field === "rating" ? field : "body",
    message,
  }));
}
