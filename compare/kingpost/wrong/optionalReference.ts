// Reads a reference that may be empty and that nobody loaded.
import type { Author } from "../entities/Author.ts";

export function optionalReference(author: Author): string | undefined {
  return author.mentor.get?.lastName;
}
