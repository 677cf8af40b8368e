// Schemas as large as real ones, made of parts that hold everything real ones hold.
import type { Config } from "../../src/config/Config.ts";
import { realModule, tablesOfModule } from "./realModule.ts";

export interface RealSchema {
  /** What makes its database, part by part. */
  readonly sql: ReadonlyArray<string>;
  readonly config: Config;
}

const words = (
  "billing fleet payroll catalog support shipping returns loyalty warehouse pricing " +
  "tenancy clinic campus library theatre harbour railway airport museum stadium " +
  "brewery bakery orchard vineyard fishery forestry quarry foundry refinery laboratory " +
  "insurance mortgage pension treasury auction charity election census archive registry"
).split(" ");

/** @param tables how many; a multiple of 25, up to 1,000 */
export function realSchema(tables: number): RealSchema {
  const places = words
    .slice(0, tables / tablesOfModule)
    .map((word, at) => ({ word, schema: schemaOf(word, at) }));
  const modules = places.map(({ word, schema }, at) =>
    realModule(word, schema, places[Math.max(at - 1, 0)]!),
  );
  return {
    sql: [
      "CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION ltree;",
      ...modules.map(({ sql }) => sql),
    ],
    config: {
      schemas: [...new Set(modules.map(({ schema }) => schema))],
      entities: Object.assign({}, ...modules.map(({ entities }) => entities)) as Config["entities"],
    },
  };
}

/** Half of the parts share the schema `public`; the others have one each, whose names need quotes now and then. */
function schemaOf(word: string, at: number): string {
  if (at % 2 === 0) return "public";
  return at % 6 === 1 ? `Mixed ${word}` : word;
}
