// Reads a wrapped reference by unwrapping it.
import type { Book } from "../entities.ts";

export function unwrappedReference(book: Book): string {
  return book.author.unwrap().lastName;
}
