// Type-checks the TypeScript programs of pages, as if each stood beside the `entities` folder of our test schema.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { blocksOf } from "./blocksOf.ts";

export interface Page {
  readonly name: string;
  readonly text: string;
}

/** The compiler's complaints about the `ts` blocks of all pages; empty when all of them compile. */
export async function checkPrograms(root: string, pages: ReadonlyArray<Page>): Promise<string> {
  const cache = join(root, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const dir = await mkdtemp(join(cache, "doctest-"));
  const up = relative(dir, root);
  try {
    for (const { name, text } of pages)
      for (const { line, text: program } of blocksOf(text).filter((block) => isTs(block.language)))
        await writeFile(join(dir, `${name.replaceAll(/\W/g, "_")}_line_${line}.ts`), program);
    const config = {
      extends: `${up}/tsconfig.test.json`,
      compilerOptions: {
        // A program on a page may show a value without using it.
        noUnusedLocals: false,
        typeRoots: [`${up}/node_modules/@types`],
        // A program imports `./entities/Author.ts` as if it stood there.
        rootDirs: [".", `${up}/orm/test/schema`],
        paths: {
          kingpost: [`${up}/orm/src/index.ts`],
          "kingpost/*": [`${up}/orm/src/*.ts`],
          pg: [`${up}/orm/node_modules/@types/pg/index.d.mts`],
        },
      },
      include: ["*.ts"],
      exclude: [],
    };
    await writeFile(join(dir, "tsconfig.json"), JSON.stringify(config));
    return await compile(root, dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function isTs(language: string): boolean {
  return language === "ts";
}

function compile(root: string, dir: string): Promise<string> {
  return new Promise((done) => {
    execFile(join(root, "node_modules/.bin/tsc"), ["-p", dir], { cwd: dir }, (error, stdout) => {
      done(error === null ? "" : stdout === "" ? error.message : stdout);
    });
  });
}
