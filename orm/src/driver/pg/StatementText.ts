// The text of a statement as it is sent: with a comment behind it, where the driver is to tell its statements by one.
import type { Statement } from "../../sql/Statement.ts";

/** `true` names the operation; a function what else there is to say, such as the `traceparent` of the request. */
export type SqlComment = boolean | (() => Readonly<Record<string, string | undefined>>);

export class StatementText {
  readonly #comment: SqlComment;

  constructor(comment: SqlComment) {
    this.#comment = comment;
  }

  /** What differs from one time to the next is not worth being kept prepared. */
  get isStable(): boolean {
    return typeof this.#comment === "boolean";
  }

  of({ text, operation }: Statement): string {
    const comment = this.#comment;
    if (comment === false) return text;
    const more = comment === true ? {} : comment();
    const parts = Object.entries({ op: operation, ...more }).flatMap(([key, value]) =>
      value === undefined ? [] : [`${escaped(key)}='${escaped(value)}'`],
    );
    return `${text} /*${parts.join(",")}*/`;
  }
}

/** No comment ends before its end, since no slash is left. */
function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll("'", "%27");
}
