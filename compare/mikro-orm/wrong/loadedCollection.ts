// Reads a collection through the member that loaded ones have.
import type { Author, Book } from "../entities.ts";

export function loadedCollection(author: Author): Iterable<Book> {
  return author.books.$;
}
