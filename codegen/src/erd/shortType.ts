/** A Postgres type in the words that people use for it. */
export function shortType(type: string): string {
  return type
    .replace(/^timestamp(\(\d\))? with time zone/u, "timestamptz$1")
    .replace(/^timestamp(\(\d\))? without time zone/u, "timestamp$1")
    .replace(/^time(\(\d\))? with time zone/u, "timetz$1")
    .replace(/^time(\(\d\))? without time zone/u, "time$1")
    .replace(/^character varying/u, "varchar")
    .replace(/^(?:character|bpchar)(?=\(|$)/u, "char")
    .replace(/^double precision/u, "float8");
}
