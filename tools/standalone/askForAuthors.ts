// One nested question to a served template.
import { StandaloneError } from "./StandaloneError.ts";

const query = `{
  authors(first: 3) { nodes { name books { title reviews { rating reader { name } } } } }
}`;

interface Answer {
  readonly errors?: unknown;
  readonly data?: {
    readonly authors: {
      readonly nodes: ReadonlyArray<{
        readonly name: string;
        readonly books: ReadonlyArray<{
          readonly title: string;
          readonly reviews: ReadonlyArray<{
            readonly rating: number;
            readonly reader: { readonly name: string };
          }>;
        }>;
      }>;
    };
  };
}

/**
 * Asks the seeded application for authors with books, reviews and readers, and answers how many there were, in words.
 *
 * Throws `StandaloneError` (`WRONG_ANSWER`) when they are not what the sample data has.
 */
export async function askForAuthors(address: string): Promise<string> {
  const response = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as Answer;
  const authors = data?.authors.nodes ?? [];
  const books = authors.flatMap((author) => author.books);
  const reviews = books.flatMap((book) => book.reviews);
  const isRight =
    errors === undefined &&
    authors.length === 3 &&
    authors.every(({ name }) => name !== "") &&
    books.length > 0 &&
    books.every(({ title }) => title !== "") &&
    reviews.length > 0 &&
    reviews.every(({ rating, reader }) => rating >= 1 && rating <= 5 && reader.name !== "");
  if (isRight) return `${authors.length} authors, ${books.length} books, ${reviews.length} reviews`;
  throw new StandaloneError(
    "WRONG_ANSWER",
    `3 authors with books and reviews were expected, HTTP ${response.status} answered:\n${text.slice(0, 1000)}`,
  );
}
