// A piece of PL/pgSQL that runs where it stands. Its text is a plain literal: no text in it can end it early, as a dollar quote
// could be ended.
import { escapeLiteral } from "pg";

/** `DO` with the given text. */
export function block(text: string): string {
  return `DO ${escapeLiteral(text)};`;
}
