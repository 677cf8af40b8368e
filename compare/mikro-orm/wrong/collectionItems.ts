// Reads a collection's items.
import type { Author, Book } from "../entities.ts";

export function collectionItems(author: Author): Iterable<Book> {
  return author.books.getItems();
}
