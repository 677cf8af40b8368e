// Text that is made, within a page that is written.
import { BenchmarkError } from "../runner/BenchmarkError.ts";

/**
 * The page with the text between the two comments of that name, in place of what is there.
 *
 * @example
 * insertBetween("# A\n<!-- run: x -->\nold\n<!-- run: x, end -->\n", "x", "new"); // "# A\n<!-- run: x -->\nnew\n<!-- run: x, end -->\n"
 */
export function insertBetween(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- run: ${name} -->\n`, `<!-- run: ${name}, end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new BenchmarkError("BAD_OPTION", `The page has no comments ${begin.trim()} and ${end}.`);
  return page.slice(0, from + begin.length) + text.trimEnd() + "\n" + page.slice(to);
}
