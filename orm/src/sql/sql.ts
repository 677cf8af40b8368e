// The tag for SQL that the application writes.
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { SqlFragment } from "./SqlFragment.ts";

export interface SqlTag {
  (texts: TemplateStringsArray, ...values: ReadonlyArray<unknown>): SqlFragment;
  /** A quoted name. @throws ConfigError (`CONFIG`) when Postgres could not take it */
  ident(name: string): SqlFragment;
  /** Fragments and values one after the other; a comma between them, or another fragment. */
  join(parts: ReadonlyArray<unknown>, separator?: SqlFragment): SqlFragment;
  /** A value bound as a Postgres type: `sql.value("5", "integer")`. */
  value(value: unknown, pgType: string): SqlFragment;
  /** SQL without values: `` sql.text`now()` ``. */
  text(texts: TemplateStringsArray): SqlFragment;
}

/**
 * SQL for conditions, orders and `em.sql`. Members of aliases become quoted columns, fragments are spliced in, everything
 * else is bound; nothing that is put between `${}` ever becomes text.
 * @example
 * await em.find(Author, { as: a }, { conditions: { and: [sql`${a.lastName} || ', ' || ${a.firstName} = ${name}`] } });
 * @throws InvalidFilterError (`INVALID_FILTER`) when it is called with anything but a template
 */
export const sql: SqlTag = Object.assign(
  (texts: TemplateStringsArray, ...values: ReadonlyArray<unknown>): SqlFragment =>
    splice(templateTexts(texts), values),
  {
    ident: (name: string): SqlFragment => new SqlFragment(["", ""], [{ kind: "identifier", name }]),
    join: (parts: ReadonlyArray<unknown>, separator: SqlFragment = comma): SqlFragment => {
      const [first, ...rest] = parts;
      if (parts.length === 0) return new SqlFragment([""], []);
      const holes = [first, ...rest.flatMap((part) => [separator, part])];
      return splice(["", ...holes.map(() => "")], holes);
    },
    value: (value: unknown, pgType: string): SqlFragment => {
      if (!typeName.test(pgType))
        throw new InvalidFilterError({
          type: "sql",
          path: "value",
          reason: `takes the name of a type, not ${JSON.stringify(pgType)}`,
        });
      return new SqlFragment(["", ""], [{ kind: "typed", value, type: pgType }]);
    },
    text: (texts: TemplateStringsArray): SqlFragment => {
      const checked = templateTexts(texts);
      return new SqlFragment([checked[0]!], []);
    },
  },
);

const comma = new SqlFragment([", "], []);

/** `integer`, `timestamp with time zone`, `numeric(10, 2)[]`, `public.mood`. */
const typeName = /^[a-z_][\w]*(?:[. ][a-z_][\w]*)*(?: ?\(\d+(?:, ?\d+)?\))?(?:[a-z ]*)(?:\[\])*$/i;

/** The compiler freezes what it makes of a template; a list that was built at run time is refused. */
function templateTexts(texts: TemplateStringsArray): ReadonlyArray<string> {
  const isTemplate = Array.isArray(texts) && Array.isArray(texts.raw) && Object.isFrozen(texts);
  if (isTemplate) return texts;
  throw new InvalidFilterError({ type: "sql", path: "", reason: "takes a template, not a value" });
}

/** Fragments among the values become part of the text around them. */
function splice(texts: ReadonlyArray<string>, values: ReadonlyArray<unknown>): SqlFragment {
  const outTexts = [texts[0]!];
  const holes: Array<SqlFragment["holes"][number]> = [];
  for (const [at, value] of values.entries()) {
    const after = texts[at + 1]!;
    if (SqlFragment.is(value)) {
      outTexts.push(`${outTexts.pop()!}${value.texts[0]!}`, ...value.texts.slice(1));
      holes.push(...value.holes);
      outTexts.push(outTexts.pop()! + after);
    } else {
      holes.push({ kind: "given", value });
      outTexts.push(after);
    }
  }
  return new SqlFragment(outTexts, holes);
}
