// Markup as a template: what is put in is text and is escaped, unless it is markup itself. Nothing else can make markup, so that no
// name or comment of a schema becomes any.
import { escapeMarkup } from "../erd/escapeMarkup.ts";

export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** For text that this package wrote: a style sheet, a drawing. */
  static trusted(text: string): Markup {
    return new Markup(text);
  }

  toString(): string {
    return this.#text;
  }
}

export type Part = Markup | string | number | undefined | false | ReadonlyArray<Part>;

/** @example markup`<td>${comment}</td>` */
export function markup(strings: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Markup {
  return Markup.trusted(String.raw({ raw: strings }, ...parts.map(print)));
}

function print(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.toString();
  if (typeof part === "object") return part.map(print).join("");
  return escapeMarkup(String(part));
}
