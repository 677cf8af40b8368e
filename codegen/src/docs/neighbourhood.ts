// The part of a diagram that shows one entity and what is next to it.
import type { Box, Diagram } from "../erd/Diagram.ts";

/** More than this is no picture any more. */
const most = 24;

/** Nothing, when there is nothing beside it, or too much. */
export function neighbourhood(name: string, { boxes, lines }: Diagram): Diagram | undefined {
  const shown = lines.filter(({ from, to }) => from.box === name || to.box === name);
  const names = new Set([name, ...shown.flatMap(({ from, to }) => [from.box, to.box])]);
  if (names.size < 2 || names.size > most) return undefined;
  const used = new Set(shown.map(({ from }) => `${from.box}\n${from.row}`));
  return {
    boxes: boxes
      .filter((box) => names.has(box.name))
      .map((box): Box => {
        const rows = box.rows.filter((row) => used.has(`${box.name}\n${row.name}`));
        return { ...box, rows };
      }),
    lines: shown,
  };
}
