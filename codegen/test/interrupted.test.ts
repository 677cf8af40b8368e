// Runs that end before their time: all files are as they were, or all are as they should be.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { Change } from "../src/write/Change.ts";
import { finishInterrupted } from "../src/write/finishInterrupted.ts";
import { newProject } from "./project.ts";
import { schemaOf } from "./schemaOf.ts";

const applying = resolve(import.meta.dirname, "../src/write/applyChanges.ts");
const before = schemaOf({ authors: { columns: { name: "text!" } }, tags: {} });

describe("an interrupted run", () => {
  it("R-CODEGEN-18: killed with SIGKILL at any of its steps it leaves all files old, or the next run finishes it", async () => {
    const old = { "a.ts": "old a", "b/c.ts": "old c" };
    const fresh = { "b/c.ts": "new c", "d/e.ts": "new e" };
    const changes: ReadonlyArray<Change> = [
      { kind: "updated", path: "b/c.ts", before: "old c", after: "new c" },
      { kind: "deleted", path: "a.ts", before: "old a" },
      { kind: "created", path: "d/e.ts", after: "new e" },
    ];
    const outcomes: string[] = [];
    for (let step = 0; ; step++) {
      await using project = await newProject();
      for (const [path, contents] of Object.entries(old)) await project.write(path, contents);
      if (!(await isKilledAt(step, project.directory, changes))) break;
      const isFinished = await finishInterrupted(project.directory);
      expect(await filesOf(project.directory)).toEqual(isFinished ? fresh : old);
      outcomes.push(isFinished ? "finished" : "forgotten");
    }
    // Decided at one step, with the moves of files after it.
    expect(outcomes.join(" ")).toMatch(/^(?:forgotten ){5,}(?:finished ?){5,}$/);
  });

  it("R-CODEGEN-18: a run finishes what a killed one had begun, says so, and keeps what was touched since", async () => {
    await using project = await newProject({ schema: before });
    await project.run(["--offline"]);
    const path = "src/entities/codegen/AuthorCodegen.ts";
    const mine = "src/entities/Tag.ts";
    const staging = join(project.directory, ".kingpost-codegen");
    await mkdir(staging);
    await writeFile(join(staging, "0"), "// other\n");
    await writeFile(join(staging, "owner"), "999999999");
    const entries = [
      { path: mine, staged: "0" },
      { path, before: "0000" },
    ];
    await writeFile(join(staging, "journal.json"), JSON.stringify({ entries }));
    const written = await project.read(mine);
    expect(await project.run(["--offline"])).toEqual({
      exitCode: 0,
      output:
        "codegen: finished what a run had begun that was interrupted\ncodegen: 0 created, 0 updated, 0 deleted, 11 unchanged",
    });
    expect([await project.read(mine), await readdir(project.directory)]).toEqual([
      written,
      ["kingpost.lock.json", "kingpost.schema.json", "src"],
    ]);
  });

  it("R-CODEGEN-18: a file that cannot be written puts back all that was written before it", async () => {
    await using project = await newProject({ schema: before });
    await project.run(["--offline"]);
    await project.write("kingpost.schema.json", JSON.stringify(schemaOf({ zebras: {}, ants: {} })));
    await project.write("src/entities/Zebra.ts/in the way", "");
    const files = await filesOf(project.directory);
    const { exitCode, output } = await project.run(["--offline"]);
    expect([
      exitCode,
      output
        .split("\n")
        .at(-1)!
        .replace(/: E\w+.*? All/, ": … All"),
    ]).toEqual([
      1,
      "error: src/entities/Zebra.ts cannot be written: … All files are as they were.",
    ]);
    expect(await filesOf(project.directory)).toEqual(files);
  });

  it("R-CODEGEN-18: two runs at once write one after the other", async () => {
    await using project = await newProject({ schema: before });
    const runs = await Promise.all([project.run(["--offline"]), project.run(["--offline"])]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect((await project.run(["--check", "--offline"])).exitCode).toBe(0);
  });
});

/** Whether a process ended that changes files and kills itself before the given step of that. */
async function isKilledAt(
  step: number,
  directory: string,
  changes: ReadonlyArray<Change>,
): Promise<boolean> {
  const program = `
    import fs from "node:fs/promises";
    import { syncBuiltinESMExports } from "node:module";
    let count = 0;
    for (const name of ["writeFile", "rename", "rm", "mkdir"]) {
      const real = fs[name];
      fs[name] = (...args) => {
        if (count++ === ${step}) process.kill(process.pid, "SIGKILL");
        return real(...args);
      };
    }
    syncBuiltinESMExports();
    const { applyChanges } = await import(${JSON.stringify(pathToFileURL(applying).href)});
    await applyChanges(${JSON.stringify(directory)}, ${JSON.stringify(changes)});`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program]);
  const [errors, [, signal]] = await Promise.all([
    text(child.stderr),
    once(child, "close") as Promise<[number, string | null]>,
  ]);
  expect(errors).toBe("");
  return signal === "SIGKILL";
}

/** Contents by path. */
async function filesOf(directory: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted();
  return Object.fromEntries(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(directory, path), "utf8")] as const),
    ),
  );
}
