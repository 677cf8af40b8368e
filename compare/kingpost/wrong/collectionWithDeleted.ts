// Reads a collection that nobody loaded, with deleted members.
import type { Author } from "../entities/Author.ts";
import type { Book } from "../entities/Book.ts";

export function collectionWithDeleted(author: Author): Iterable<Book> {
  return author.books.getWithDeleted;
}
