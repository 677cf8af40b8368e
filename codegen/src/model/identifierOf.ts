// Names of TypeScript from names of Postgres, which may be any text: always an identifier, and the same for the same text.
import { camelCase, pascalCase, split } from "change-case";
import pluralize from "pluralize";

const options = { mergeAmbiguousCharacters: true };

/** `book_reviews` → `BookReviews`. */
export function pascalOf(text: string): string {
  return identifier(pascalCase(text, options), text);
}

/** `first_name` → `firstName`. */
export function camelOf(text: string): string {
  return identifier(camelCase(text, options), text);
}

/** `book_reviews` → `BookReview`. */
export function singularPascalOf(text: string): string {
  const words = split(text);
  const last = words.at(-1);
  if (last === undefined) return pascalOf(text);
  // Of a lone "s" nothing would be left.
  const singular = pluralize.singular(last) || last;
  return pascalOf([...words.slice(0, -1), singular].join(" "));
}

/** `bookReviews` → `bookReview`. */
export function singularCamelOf(text: string): string {
  const words = split(text);
  const last = words.at(-1);
  const singular = last === undefined ? undefined : pluralize.singular(last) || last;
  return camelOf(singular === undefined ? text : [...words.slice(0, -1), singular].join(" "));
}

/** `Color` → `Colors`; a word without a plural gets an ending. */
export function pluralPascalOf(text: string): string {
  const plural = pascalOf(pluralize.plural(text));
  return plural === text ? `${text}Values` : plural;
}

/** `bookReview` → `bookReviews`. */
export function pluralCamelOf(text: string): string {
  const words = split(text);
  const last = words.at(-1);
  return camelOf(
    last === undefined ? text : [...words.slice(0, -1), pluralize.plural(last)].join(" "),
  );
}

/** A text without letters and digits is spelled by code point, and a digit may not come first. */
function identifier(name: string, text: string): string {
  if (/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name)) return name;
  if (/^[\p{ID_Continue}$]+$/u.test(name)) return `_${name}`;
  return Array.from(text, (character) => `u${character.codePointAt(0)!.toString(16)}`).join("");
}
