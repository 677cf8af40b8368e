// What people wrote about an entity in `Author.md`: `## Overview`, and `## Fields` with a `### firstName` for each member.

export interface Documentation {
  readonly overview: string | undefined;
  /** By member. */
  readonly fields: ReadonlyMap<string, string>;
}

export function readMarkdown(text: string): Documentation {
  const sections = new Map<string, string[]>();
  let chapter = "";
  let lines: string[] | undefined;
  let fence: string | undefined;
  for (const line of text.split(/\r?\n/u)) {
    const mark = /^\s*(```|~~~)/u.exec(line)?.[1];
    // What looks like a heading in a block of code is none.
    if (mark !== undefined && (fence === undefined || fence === mark))
      fence = fence === undefined ? mark : undefined;
    const heading = fence === undefined ? /^(#{1,3})\s+(.+?)\s*#*\s*$/u.exec(line) : null;
    if (heading === null) {
      lines?.push(line);
      continue;
    }
    const [, { length: level } = "", title = ""] = heading;
    if (level < 3) chapter = title.toLowerCase();
    const key = level < 3 ? chapter : chapter === "fields" ? `fields.${plain(title)}` : undefined;
    if (level === 3 && key === undefined) {
      lines?.push(line);
      continue;
    }
    lines = [];
    sections.set(key!, lines);
  }
  const texts = new Map(
    [...sections].flatMap(([key, each]) => {
      const words = each.join("\n").trim();
      return words === "" ? [] : [[key, words] as const];
    }),
  );
  return {
    overview: texts.get("overview"),
    fields: new Map(
      [...texts].flatMap(([key, words]) =>
        key.startsWith("fields.") ? [[key.slice("fields.".length), words] as const] : [],
      ),
    ),
  };
}

/** Names may be written as code. */
function plain(title: string): string {
  return title.replaceAll("`", "");
}
