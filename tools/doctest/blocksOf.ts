// The fenced blocks of a Markdown page. Pure.

export interface Block {
  readonly language: string;
  readonly text: string;
  /** The line of the page on which the text begins, counted from 1. */
  readonly line: number;
}

/**
 * Lists the fenced blocks of a page.
 *
 * @example
 * ```ts
 * blocksOf(page).filter(({ language }) => language === "sh");
 * ```
 */
export function blocksOf(page: string): Array<Block> {
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language = "", 2: text = "", index }) => ({
      language,
      text,
      line: page.slice(0, index).split("\n").length + 1,
    }),
  );
}
