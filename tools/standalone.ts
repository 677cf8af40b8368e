// `pnpm standalone`: whether the template works alone, as whoever copies it out of here will have it (R-APP-10). Our packages
// are packed and published to a registry of our own; the template's files go into an empty folder with a blank in its path; there it is
// installed by npm, compiled, tested and served, on the embedded server. One line per step, and nothing is left behind.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { packages, tarballOf } from "./build/tarballs.ts";
import { Children, root } from "./run/Children.ts";
import { askForAuthors } from "./standalone/askForAuthors.ts";
import { Copy } from "./standalone/Copy.ts";
import { findBoundDependencies } from "./standalone/findBoundDependencies.ts";
import type { Manifest } from "./standalone/Manifest.ts";
import { Registry } from "./standalone/Registry.ts";
import { StandaloneError } from "./standalone/StandaloneError.ts";

/** What a step did, in a few words. */
type Step = (copy: Copy) => Promise<string>;

const template = join(root, "app-template");
const children = new Children();
children.listen();
let registry: Registry | undefined;

const steps: Readonly<Record<string, Step>> = {
  packages: async () => {
    await build();
    return packages.join(", ");
  },
  publish: async (copy) => {
    registry = await Registry.start(copy);
    const names: Array<string> = [];
    for (const folder of packages) {
      const manifest = await readManifest(join(root, folder));
      await registry.publish(await copy.take(join(root, "dist", tarballOf(manifest))));
      names.push(`${manifest.name}@${manifest.version}`);
    }
    copy.registry = registry.url;
    return names.join(", ");
  },
  copy: async (copy) => {
    const bound = findBoundDependencies(await readManifest(template));
    if (bound.length > 0)
      throw new StandaloneError(
        "DEPENDENCY_NOT_PLAIN",
        `The template asks for what no registry has: ${bound.join(", ")}`,
      );
    return `${await copy.fill(template)} files to ${copy.app}`;
  },
  install: async (copy) => {
    await copy.run("npm", ["install", "--no-audit", "--no-fund"]);
    await registry?.stop();
    return "";
  },
  migrate: (copy) => boot(copy, "migrate"),
  codegen: (copy) => boot(copy, "codegen", "--check"),
  types: (copy) => copy.run(join(copy.app, "node_modules/.bin/tsc"), []),
  test: (copy) => boot(copy, "test"),
  start: async (copy) => {
    const served = await copy.serve(
      process.execPath,
      ["boot.mjs", "start"],
      /GraphQL +(http:.+)\/graphql\n[^]*readyz\n/,
    );
    const found = await askForAuthors(served.found);
    const code = await served.stop("SIGTERM");
    if (code === 0) return found;
    throw new StandaloneError(
      "PROGRAM_FAILED",
      `Told to stop, boot.mjs start ended with code ${code}:\n${served.output()}`,
    );
  },
  "nothing left": async (copy) => {
    const left = await copy.remains(5_000);
    if (left.length === 0) return "";
    const list = left.map(({ pid, command }) => `${pid} ${command}`).join("\n");
    throw new StandaloneError("LEFT_BEHIND", `These run on:\n${list}`);
  },
};

process.exitCode = await standalone();

async function standalone(): Promise<number> {
  const begin = performance.now();
  const copy = await Copy.make(children);
  try {
    for (const [name, step] of Object.entries(steps)) await report(name, () => step(copy));
    console.log(`standalone: the template works alone (${seconds(begin)} s)`);
    return 0;
  } catch (error) {
    if (children.interruptedCode !== undefined) return children.interruptedCode;
    if (!(error instanceof StandaloneError)) throw error;
    console.error(error.message);
    console.error(`standalone: the template does not work alone (${seconds(begin)} s)`);
    return 1;
  } finally {
    await copy.remove();
  }
}

/** `pnpm build`. */
async function build(): Promise<void> {
  const lines: Array<string> = [];
  const output = (line: string): void => void lines.push(line);
  const code = await children.node("tools/build.ts", [], { session: "alone", output });
  if (code !== 0)
    throw new StandaloneError(
      "PROGRAM_FAILED",
      `The packages cannot be built:\n${lines.join("\n")}`,
    );
}

/** A script of the template; answers the last line it printed. */
async function boot(copy: Copy, ...args: ReadonlyArray<string>): Promise<string> {
  const output = await copy.run(process.execPath, ["boot.mjs", ...args]);
  return output.trimEnd().split("\n").at(-1) ?? "";
}

async function readManifest(dir: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(dir, "package.json"), "utf8")) as Manifest;
}

async function report(name: string, step: () => Promise<string>): Promise<void> {
  const begin = performance.now();
  const line = (mark: string, note: string): string =>
    `${mark} ${name.padEnd(12)} ${seconds(begin).padStart(5)} s  ${note}`.trimEnd();
  try {
    console.log(line(styleText("green", "ok    "), await step()));
  } catch (error) {
    console.log(line(styleText("red", "failed"), ""));
    throw error;
  }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
