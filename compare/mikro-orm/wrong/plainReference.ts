// Reads a reference that is not wrapped.
import type { Author } from "../entities.ts";

export function plainReference(author: Author): string | undefined {
  return author.mentor?.lastName;
}
