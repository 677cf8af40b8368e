// Schemas made by chance of hostile names and texts: each is refused by an error with a name, or becomes code that compiles, loads,
// and runs nothing of what it was made from.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Config } from "../src/config/Config.ts";
import { toSettings } from "../src/config/toSettings.ts";
import { CodegenError } from "../src/errors/CodegenError.ts";
import { applyChanges } from "../src/write/applyChanges.ts";
import { generate } from "../src/write/generate.ts";
import { freshDatabase } from "./freshDatabase.ts";
import { goldenFolder } from "./goldenNames.ts";
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

  it(
    "R-GEN-17, R-SCHEMA-20: entities of a database with such names are written, read, changed and deleted",
    { timeout: 120_000 },
    async () => {
      const sql = await readFile(join(goldenFolder, "hostile.sql"), "utf8");
      await using database = await freshDatabase(sql);
      const { contextType: _, ...config } = JSON.parse(
        await readFile(join(goldenFolder, "hostile.config.json"), "utf8"),
      ) as Config;
      await using project = await newRealProject(config);
      await project.generate(database.url);
      await writeFile(join(project.directory, "program.ts"), roundTrip);
      expect((await project.compile()).errors).toEqual([]);
      const output = await project.run("program.ts", [], { DATABASE_URL: database.url });
      expect(output).toBe("12 of 12\n");
    },
  );
});

/** What texts are set to. */
const value = "*/ `${1}' \\\" ";

const roundTrip = `
import { newPgConnectionConfig, PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { domain, type Entity, EntityManager } from "./entities/codegen/domain.ts";
import * as factories from "./entities/factories/index.ts";

const pool = new pg.Pool(newPgConnectionConfig(process.env));
const driver = new PostgresDriver(pool);
const makers = Object.values(factories) as unknown as Array<(em: EntityManager) => Entity>;
let done = 0;
for (const make of makers) {
  const em = new EntityManager(undefined, driver);
  const made = make(em);
  await em.flush();
  const again = new EntityManager(undefined, driver);
  const found = await again.load(made.idTagged);
  const meta = domain.getMetadataForType(made.constructor.name);
  for (const field of meta.columns)
    if (field.kind === "primitive" && !field.immutable && field.codec.type === "text")
      (found as unknown as Record<string, string>)[field.fieldName] = ${JSON.stringify(value)} + field.fieldName;
  await again.flush();
  again.delete(found);
  await again.flush();
  if ((await again.findCount(meta.cstr as never, { id: made.id } as never)) === 0) done++;
}
console.log(done + " of " + makers.length);
await pool.end();
`;

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
