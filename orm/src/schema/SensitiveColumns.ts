// The columns whose values nobody may see, as statements name them. Whether a statement binds such a value is told by its text, which is
// where every way of making statements ends; what is hidden without need does no harm.
import type { EntityMeta } from "./EntityMeta.ts";

/** More texts than a program has of its own are those of an application that writes values into them. */
const maxTexts = 10_000;

export class SensitiveColumns {
  readonly #columns: RegExp;
  readonly #columnsOrTables: RegExp;
  readonly #known = new Map<string, boolean>();

  /** `undefined` when there are none. */
  static among(metadata: ReadonlyArray<EntityMeta>): SensitiveColumns | undefined {
    const columns = metadata.flatMap(({ allColumns, lazyColumns }) =>
      [...allColumns, ...lazyColumns].filter(({ isSensitive }) => isSensitive),
    );
    return columns.length === 0
      ? undefined
      : new SensitiveColumns(
          columns.map(({ column }) => column),
          columns.map(({ meta }) => meta.tableName),
        );
  }

  private constructor(columns: ReadonlyArray<string>, tables: ReadonlyArray<string>) {
    this.#columns = anyOf(columns);
    this.#columnsOrTables = anyOf([...columns, ...tables]);
  }

  /**
   * A query, when it names such a column behind its select list; anything else that names one or its table: of a row that is refused, the
   * server shows all of it.
   */
  mayBeBoundIn(sql: string): boolean {
    const known = this.#known.get(sql);
    if (known !== undefined) return known;
    const start = /^\s*SELECT\b/i.test(sql) ? sql.search(/\sFROM\s/i) : undefined;
    const isBound =
      start === undefined
        ? this.#columnsOrTables.test(sql)
        : this.#columns.test(sql.slice(Math.max(start, 0)));
    if (this.#known.size >= maxTexts) this.#known.clear();
    this.#known.set(sql, isBound);
    return isBound;
  }
}

/** As whole words, quoted or not. */
function anyOf(names: ReadonlyArray<string>): RegExp {
  const words = [...new Set(names)].map((name) => name.replaceAll(/[^\w]/gu, "\\$&"));
  return new RegExp(`(?<![\\w$])(?:${words.join("|")})(?![\\w$])`, "iu");
}
