/** A table as people call it: with its Postgres schema unless that is `public`. */
export function qualifiedName({
  schema,
  name,
}: {
  readonly schema: string;
  readonly name: string;
}): string {
  return schema === "public" ? name : `${schema}.${name}`;
}
