// The main file of a process that imports a generated model, asks for one row, and ends.
import { pathToFileURL } from "node:url";
import { useBuilt } from "../studies/useBuilt.ts";

interface TypesOrder {
  readonly directory: string;
  readonly url: string;
  readonly isBuilt: boolean;
}

/** What it took, or why it failed. */
export type TypesAnswer =
  | string
  | { readonly title: string; readonly ms: number; readonly residentMb: number };

process.once("message", (order: TypesOrder) => {
  work(order).then(answer, (error: unknown) => {
    answer(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
});
process.on("disconnect", () => process.exit(1));

async function work({ directory, url, isBuilt }: TypesOrder): Promise<TypesAnswer> {
  if (isBuilt) useBuilt();
  const before = process.cpuUsage();
  const { firstRow } = (await import(pathToFileURL(`${directory}/main.ts`).href)) as {
    readonly firstRow: (url: string) => Promise<string>;
  };
  const title = await firstRow(url);
  const { user, system } = process.cpuUsage(before);
  return { title, ms: (user + system) / 1_000, residentMb: process.memoryUsage.rss() / 2 ** 20 };
}

function answer(message: TypesAnswer): void {
  process.send?.(message);
}
