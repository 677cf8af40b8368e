// How the rows of one type of a hierarchy are read: which tables are joined, what is selected, and how the type of each row
// is told. Made once when the domain links. A row of the select list holds the cells of every type that it may be of;
// what is kept of it are the cells of the one it is.
import { AbstractEntityError } from "../errors/AbstractEntityError.ts";
import { AmbiguousSubtypeError } from "../errors/AmbiguousSubtypeError.ts";
import type { EntityMeta } from "./EntityMeta.ts";
import type { ColumnField } from "./Field.ts";
import { isOfType } from "./isOfType.ts";
import { taggedIdOfKey } from "./keys.ts";

/** As the database sends it. */
type Row = ReadonlyArray<string | null>;

/** A type that rows may be of. */
interface Variant {
  readonly meta: EntityMeta;
  /** Where the cells of its columns stand in the select list. */
  readonly places: ReadonlyArray<number>;
  /** Class-table inheritance: where the key of its own table stands, which is NULL in rows of other types. */
  readonly keyPlace: number;
}

export class ReadingPlan {
  readonly meta: EntityMeta;
  /** The types whose tables are joined by their keys: what the type extends, and what extends it. */
  readonly bases: ReadonlyArray<EntityMeta>;
  readonly subTypes: ReadonlyArray<EntityMeta>;
  /** The type's columns, then the others of its subtypes; `meta.tableType` of each says in which table it stands. */
  readonly columns: ReadonlyArray<ColumnField>;
  /** Single-table inheritance: what the discriminator holds in rows of this type; `undefined` when all rows of the table are. */
  readonly codes: ReadonlyArray<string> | undefined;
  /** Rows are of several types. */
  readonly isMixed: boolean;
  readonly #own: Variant;
  readonly #variants: ReadonlyArray<Variant>;
  readonly #byCode: ReadonlyMap<string | null, Variant> | undefined;

  constructor(meta: EntityMeta) {
    const isCti = meta.inheritanceType === "cti";
    this.meta = meta;
    this.bases = isCti ? meta.baseTypes.toReversed() : [];
    this.subTypes = isCti ? meta.subTypes : [];
    this.isMixed = meta.subTypes.length > 0;
    const columns = [...meta.columns];
    const variants = meta.subTypes.map((type): Variant => {
      const keyPlace = isCti ? columns.push(type.keyField) - 1 : 0;
      columns.push(...type.columns.filter((column) => column.meta === type));
      const places = type.columns.map((column) => columns.indexOf(column));
      return { meta: type, places, keyPlace };
    });
    this.columns = columns;
    this.#own = { meta, places: meta.columns.map((_, at) => at), keyPlace: 0 };
    this.#variants = variants;
    this.#byCode = isCti ? undefined : byCode([this.#own, ...variants]);
    this.codes = isCti || meta.baseType === undefined ? undefined : codesOf(this.#byCode!);
  }

  /** The type of a row. @throws AbstractEntityError (`ABSTRACT`), AmbiguousSubtypeError (`AMBIGUOUS_SUBTYPE`) */
  typeOf(row: Row): EntityMeta {
    return this.#variantOf(row).meta;
  }

  /** The type of a row, and the cells of that type's columns. */
  read(row: Row): { readonly meta: EntityMeta; readonly cells: Row } {
    const { meta, places } = this.#variantOf(row);
    return { meta, cells: places.map((place) => row[place]!) };
  }

  #variantOf(row: Row): Variant {
    const found = this.#byCode === undefined ? this.#deepest(row) : this.#ofCode(row);
    if (found.meta.isAbstract)
      throw new AbstractEntityError({
        type: found.meta.type,
        id: taggedIdOfKey(found.meta, row[0]!),
      });
    return found;
  }

  #ofCode(row: Row): Variant {
    return this.#byCode!.get(row[this.meta.stiDiscriminatorField!.index]!) ?? this.#own;
  }

  /** Bases come before what extends them, so the last table that has the row tells its type. */
  #deepest(row: Row): Variant {
    let found = this.#own;
    for (const variant of this.#variants) {
      if (row[variant.keyPlace] === null) continue;
      if (!isOfType(variant.meta, found.meta))
        throw new AmbiguousSubtypeError({
          id: taggedIdOfKey(found.meta, row[0]!),
          types: [found.meta.type, variant.meta.type],
        });
      found = variant;
    }
    return found;
  }
}

function byCode(variants: ReadonlyArray<Variant>): Map<string, Variant> {
  return new Map(
    variants.flatMap((variant) => {
      const { stiDiscriminatorField: field, stiDiscriminatorValue: value } = variant.meta;
      return value === undefined ? [] : [[field!.codec.encode(value), variant] as const];
    }),
  );
}

function codesOf(variants: ReadonlyMap<string | null, Variant>): string[] {
  return [...variants.keys()] as string[];
}
