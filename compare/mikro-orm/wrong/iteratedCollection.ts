// Iterates a collection.
import type { Author, Book } from "../entities.ts";

export function iteratedCollection(author: Author): Iterable<Book> {
  return [...author.books];
}
