// A diagram as Mermaid text, which GitHub, GitLab and most editors draw where it stands in Markdown.
import type { Box, Count, Diagram, Line, Row } from "./Diagram.ts";

export function mermaid({ boxes, lines }: Diagram): string {
  const idOf = idsOf(boxes);
  return [
    "erDiagram",
    ...boxes.map((box) => printBox(box, idOf.get(box.name)!)),
    ...lines.map((line) => printLine(line, idOf)),
    "",
  ].join("\n");
}

/** Names as they are where Mermaid can read them; words of its own grammar and other alphabets get a number. */
function idsOf(boxes: ReadonlyArray<Box>): ReadonlyMap<string, string> {
  const plain = /^[A-Z]\w*$/;
  const taken = new Set(boxes.map(({ name }) => name).filter((name) => plain.test(name)));
  let next = 0;
  const free = (): string => {
    do next++;
    while (taken.has(`Box${next}`));
    return `Box${next}`;
  };
  return new Map(boxes.map(({ name }) => [name, plain.test(name) ? name : free()]));
}

function printBox({ name, kind, rows, isAbstract }: Box, id: string): string {
  const notes = [...(kind === "enum" ? ["enum"] : []), ...(isAbstract ? ["abstract"] : [])];
  const title = [name, ...notes.map((note) => `(${note})`)].join(" ");
  const shown = title === id ? id : `${id}["${quotable(title)}"]`;
  if (rows.length === 0) return `  ${shown}`;
  return [
    `  ${shown} {`,
    ...rows.map((row) => (kind === "enum" ? printCode(row) : printRow(row))),
    "  }",
  ].join("\n");
}

const marks = { key: " PK", reference: " FK", unique: " UK" } as const;

function printRow({ name, type, mark, isNullable, comment }: Row): string {
  const safe = word(name);
  const notes = [
    ...(safe === name ? [] : [name]),
    ...(isNullable ? ["or null"] : []),
    ...(comment === undefined ? [] : [comment.replaceAll(/\s+/gu, " ")]),
  ];
  const note = notes.length === 0 ? "" : ` "${quotable(notes.join("; "))}"`;
  return `    ${word(type)} ${safe}${mark === undefined ? "" : marks[mark]}${note}`;
}

/** The codes of an enum are what its box lists. */
function printCode({ name }: Row): string {
  const safe = word(name);
  return `    code ${safe}${safe === name ? "" : ` "${quotable(name)}"`}`;
}

/** A name of a type or an attribute: it begins with a letter, and more than letters, digits and a few signs is not read. */
function word(text: string): string {
  const rest = text
    .replaceAll(/[^\w()[\]-]+/g, "_")
    .replaceAll(/_{2,}/g, "_")
    .replaceAll(/^_|_$/g, "");
  return /^[A-Za-z]/.test(rest) ? rest : `n${rest === "" ? "" : `_${rest}`}`;
}

/** What may stand between double quotes. Entities of HTML keep a renderer from reading markup, and `%%` begins a comment. */
function quotable(text: string): string {
  return (
    text
      // Control characters and separators of lines end a token where none is expected.
      .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
      .replaceAll('"', "'")
      .replaceAll("%%", "% %")
      .replaceAll("&", "#amp;")
      .replaceAll("<", "#lt;")
      .replaceAll(">", "#gt;")
      .replaceAll("`", "'")
  );
}

const left: Readonly<Record<Count, string>> = { one: "||", "zero or one": "|o", many: "}o" };
const right: Readonly<Record<Count, string>> = { one: "||", "zero or one": "o|", many: "o{" };

function printLine({ from, to, label, kind }: Line, idOf: ReadonlyMap<string, string>): string {
  const stroke = kind === "extends" || kind === "enum" ? ".." : "--";
  return `  ${idOf.get(from.box)!} ${left[from.count]}${stroke}${right[to.count]} ${idOf.get(to.box)!} : "${quotable(label)}"`;
}
