// Schemas made by chance of hostile names and texts: each is refused by an error with a name, or becomes code that compiles, loads,
// and runs nothing of what it was made from.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toSettings } from "../src/config/toSettings.ts";
import { CodegenError } from "../src/errors/CodegenError.ts";
import { applyChanges } from "../src/write/applyChanges.ts";
import { generate } from "../src/write/generate.ts";
import { hostileSchemas } from "./hostileSchemas.ts";
import { newRealProject } from "./real/newRealProject.ts";

const count = 100;
const seed = Number(process.env["KINGPOST_SEED"] ?? 20_261_125);

describe("hostile schemas", () => {
  it(
    `R-GEN-17, R-SCHEMA-18, R-SCHEMA-20, R-NAME-9, R-NAME-10, R-NAME-11: either are refused by name or become code that compiles and loads (seed ${seed})`,
    { timeout: 240_000 },
    async () => {
      await using project = await newRealProject({});
      const settings = toSettings({ entitiesDirectory: "./entities", snapshot: false });
      const accepted: number[] = [];
      const refusals: string[] = [];
      for (const [at, schema] of hostileSchemas(count, seed).entries()) {
        const directory = join(project.directory, `s${at}`);
        await mkdir(directory);
        try {
          const { changes } = await generate(schema, settings, directory);
          await applyChanges(directory, changes);
          accepted.push(at);
        } catch (error) {
          if (!(error instanceof CodegenError) || error.code !== "SCHEMA") throw error;
          refusals.push(...error.problems);
        }
      }
      expect(accepted.length).toBeGreaterThan(count / 4);
      expect(refusals.filter((problem) => !known.some((form) => form.test(problem)))).toEqual([]);
      await writeFile(join(project.directory, "load.ts"), programOf(accepted));
      expect((await project.compile()).errors).toEqual([]);
      expect(await project.run("load.ts")).toBe(`${accepted.length} loaded, nothing ran\n`);
    },
  );
});

/** What a schema may be refused for. */
const known = [
  /is the name of two members/su,
  /every entity has a member of this name/su,
  /would both be /su,
  /is not the name of a class/su,
  /makes no name of a member/su,
];

function programOf(accepted: ReadonlyArray<number>): string {
  const imports = accepted.map(
    (at) => `import { domain as d${at} } from "./s${at}/entities/codegen/domain.ts";`,
  );
  return `${imports.join("\n")}
const domains = [${accepted.map((at) => `d${at}`).join(", ")}];
for (const domain of domains) domain.boot();
const ran = "pwned" in globalThis || Object.keys(Object.prototype).length > 0;
console.log(\`\${domains.length} loaded, \${ran ? "something" : "nothing"} ran\`);
`;
}
