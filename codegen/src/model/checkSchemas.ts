// Schemas of the configuration in which nothing was found: the name was mistyped, or what is there belongs to others.
import type { DbSchema } from "kingpost/catalog";
import type { Problems } from "./Problems.ts";

/** An empty `public` is where projects begin. */
export function checkSchemas(
  { tables, enums }: DbSchema,
  schemas: ReadonlyArray<string>,
  problems: Problems,
): void {
  const found = new Set([...tables, ...enums].map(({ schema }) => schema));
  for (const name of schemas)
    if (name !== "public" && !found.has(name))
      problems.warn(
        `schemas: nothing is in ${JSON.stringify(name)}; is the name right, and may this user see what is in it?`,
      );
}
