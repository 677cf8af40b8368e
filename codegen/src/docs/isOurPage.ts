import { generator } from "./page.ts";

/** Whether a page was written by this package, so that it may be written anew and be removed. */
export function isOurPage(text: string): boolean {
  return text.includes(`<meta name="generator" content="${generator}">`);
}
