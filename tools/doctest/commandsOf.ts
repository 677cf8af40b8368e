// The commands that a page tells its reader to type. Pure.
import { blocksOf } from "./blocksOf.ts";

/**
 * Lists the scripts that a page calls by npm or pnpm, in its `sh` blocks and in code within its text, each once.
 *
 * @example
 * ```ts
 * commandsOf("Run `npm run check` or `pnpm test orm`."); // ["check", "test"]
 * ```
 */
export function commandsOf(page: string): Array<string> {
  const blocks = blocksOf(page)
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.split("\n"));
  const inline = [...page.replaceAll(/^```[\s\S]*?^```$/gm, "").matchAll(/`([^`\n]+)`/g)].map(
    ([, code = ""]) => code,
  );
  const commands = [...blocks, ...inline].flatMap((line) =>
    line
      .replace(/\s#.*$/, "")
      .split("&&")
      .flatMap((part) => scriptOf(part.trim()) ?? []),
  );
  return [...new Set(commands)];
}

/** `X` and `…` stand for any script. */
function scriptOf(command: string): string | undefined {
  return /^p?npm (?:run )?(?!run )([a-z][\w:]*)(?: |$)/.exec(command)?.[1];
}
