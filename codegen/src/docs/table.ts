import { markup, type Part } from "./markup.ts";

/** A table that scrolls by itself where it is too wide, and that can be reached by the keyboard to do so. */
export function table(
  caption: string,
  heads: ReadonlyArray<string>,
  rows: ReadonlyArray<{ readonly id?: string; readonly cells: ReadonlyArray<Part> }>,
): Part {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(({ id, cells }) => markup`<tr${id !== undefined && markup` id="${id}"`}>${cells.map((cell, at) => (at === 0 ? markup`<th scope="row">${cell}</th>` : markup`<td>${cell}</td>`))}</tr>\n`)}</tbody>
</table></div>`;
}

/** A heading that can be linked to, and what stands below it; nothing where there is nothing. */
export function section(id: string, heading: string, body: Part): Part {
  if (body === undefined || body === false) return undefined;
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}"><a class="self" href="#${id}">${heading}</a></h2>
${body}
</section>
`;
}

/** A comment of the database: its lines, and its paragraphs. */
export function prose(comment: string | undefined, className = "comment"): Part {
  if (comment === undefined) return undefined;
  return comment
    .split(/\n\s*\n/u)
    .map((paragraph) => markup`<p class="${className}">${lines(paragraph)}</p>\n`);
}

function lines(text: string): Part {
  return text.split(/\r\n|\r|\n/u).map((line, at) => (at === 0 ? line : markup`<br>${line}`));
}
