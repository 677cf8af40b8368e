// The same model for each contestant: files in a folder, and a `main.ts` that gives the title of the first row.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateAndSaveFiles } from "@kingpost/codegen";
import { schemaOf } from "./schemaOf.ts";
import type { Table } from "./tablesOf.ts";

/** Writes a model with these tables. */
export type TypesEmitter = (tables: ReadonlyArray<Table>, directory: string) => Promise<void>;

export const emitters: Readonly<Record<string, TypesEmitter>> = {
  kingpost: async (tables, directory) => {
    const config = { entitiesDirectory: "./entities", snapshot: false } as const;
    await generateAndSaveFiles(config, schemaOf(tables), directory);
    const name = classOf(tables[0]!.word);
    await writeFile(
      join(directory, "main.ts"),
      `import { PostgresDriver } from "kingpost/pg";
import { Pool } from "pg";
import { EntityManager } from "./entities/codegen/domain.ts";
import { ${name} } from "./entities/${name}.ts";

export async function firstRow(url: string): Promise<string> {
  const pool = new Pool({ connectionString: url });
  const em = new EntityManager({}, { driver: new PostgresDriver(pool) });
  const [first] = await em.find(${name}, {}, { limit: 1 });
  return first!.title;
}
`,
    );
  },
  "mikro-orm": async (tables, directory) => {
    const entities = tables.map(({ word, owner }) => {
      const name = classOf(word);
      return `const ${name}Schema = defineEntity({
  name: "${name}",
  tableName: "node_${word}s",
  properties: {
    id: p.integer().primary(),
    title: p.text(),
    notes: p.text().nullable(),
    amount: p.integer(),
    isOpen: p.boolean(),
    owner: () => p.manyToOne(${classOf(owner)}).ref().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});
export class ${name} extends ${name}Schema.class {}
${name}Schema.setClass(${name});
`;
    });
    await writeFile(
      join(directory, "entities.ts"),
      `import { defineEntity, p } from "@mikro-orm/core";\n\n${entities.join("\n")}`,
    );
    await writeFile(
      join(directory, "main.ts"),
      `import { MikroORM } from "@mikro-orm/postgresql";
import * as entities from "./entities.ts";

export async function firstRow(url: string): Promise<string> {
  const orm = await MikroORM.init({ clientUrl: url, entities: Object.values(entities) });
  const [first] = await orm.em.fork().find(entities.${classOf(tables[0]!.word)}, {}, { limit: 1 });
  return first!.title;
}
`,
    );
  },
  drizzle: async (tables, directory) => {
    const all = tables.map(
      ({ word, owner }) => `export const ${word}s = pgTable("node_${word}s", {
  id: serial("id").primaryKey(),
  title: text("title").notNull(),
  notes: text("notes"),
  amount: integer("amount").notNull().default(0),
  isOpen: boolean("is_open").notNull(),
  ownerId: integer("owner_id").references((): AnyPgColumn => ${owner}s.id),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
});
export const ${word}Relations = relations(${word}s, ({ one }) => ({
  owner: one(${owner}s, { fields: [${word}s.ownerId], references: [${owner}s.id] }),
}));
`,
    );
    await writeFile(
      join(directory, "schema.ts"),
      `import { relations } from "drizzle-orm";
import { type AnyPgColumn, boolean, integer, pgTable, serial, text, timestamp } from "drizzle-orm/pg-core";

${all.join("\n")}`,
    );
    await writeFile(
      join(directory, "main.ts"),
      `import { drizzle } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import * as schema from "./schema.ts";

export async function firstRow(url: string): Promise<string> {
  const db = drizzle(new Pool({ connectionString: url }), { schema });
  const first = await db.query.${tables[0]!.word}s.findFirst();
  return first!.title;
}
`,
    );
  },
};

function classOf(word: string): string {
  return `Node${word[0]!.toUpperCase()}${word.slice(1)}`;
}
