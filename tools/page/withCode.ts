// Text in which code stands between backticks, as in Markdown.
import { markup, type Part } from "./markup.ts";

/** @example withCode("`save` of each") // <code>save</code> of each */
export function withCode(text: string): Part {
  const parts = text.split("`");
  // A backtick without another one is a backtick.
  if (parts.length % 2 === 0) return text;
  return parts.map((part, at) => (at % 2 === 0 ? part : markup`<code>${part}</code>`));
}
