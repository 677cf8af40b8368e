// Reads a wrapped reference through the member that loaded ones have.
import type { Book } from "../entities.ts";

export function loadedReference(book: Book): string {
  return book.author.$.lastName;
}
