// The files in which names of the project may stand.
import { globSync } from "node:fs";

/** Their paths from the root, sorted. */
export function listFiles(root: string): Array<string> {
  const inside = globSync(
    "{app-template,benchmarks,compare,docs,tools}/**/*.{ts,mjs,json,md,txt,yml}",
    {
      cwd: root,
      exclude: (path) =>
        /(?:^|[\\/])(?:node_modules|dist|results|data|setup)$/.test(path) || path.endsWith(".d.ts"),
    },
  );
  const starter = globSync("tools/setup/starter/**/*.txt", { cwd: root });
  return [
    "package.json",
    "pnpm-lock.yaml",
    ...[...inside, ...starter].map((path) => path.replaceAll("\\", "/")),
  ].toSorted();
}
