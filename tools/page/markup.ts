// Markup as a template, for the pages of benchmarks/ and compare/: what is put in is text and is escaped, unless it is markup itself.
// Codegen has one of its own: a package that is published uses nothing of tools/.
import { escapeMarkup } from "./escapeMarkup.ts";

export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** For text that the program itself wrote: a style sheet, a drawing. */
  static trusted(text: string): Markup {
    return new Markup(text);
  }

  toString(): string {
    return this.#text;
  }
}

export type Part = Markup | string | number | undefined | false | ReadonlyArray<Part>;

/** @example markup`<td>${name}</td>` */
export function markup(strings: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Markup {
  return Markup.trusted(String.raw({ raw: strings }, ...parts.map(print)));
}

function print(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.toString();
  if (typeof part === "object") return part.map(print).join("");
  return escapeMarkup(String(part));
}
