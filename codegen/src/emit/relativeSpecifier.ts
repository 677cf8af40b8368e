/**
 * How a file in one folder imports another file, both given from the same place: `src/entities/codegen`, `src/context.ts` →
 * `../../context.ts`.
 */
export function relativeSpecifier(folder: string, file: string): string {
  const [from, to] = [segmentsOf(folder), segmentsOf(file)];
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  const up = from.length - common;
  return (up === 0 ? "./" : "../".repeat(up)) + to.slice(common).join("/");
}

function segmentsOf(path: string): ReadonlyArray<string> {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === ".." && segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else segments.push(segment);
  }
  return segments;
}
