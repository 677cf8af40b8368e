// An enum table as generated code holds it: codes, details, and the way from database id to code.
import { UnknownEnumValueError } from "../errors/UnknownEnumValueError.ts";

/** The look-ups that all enums have: `C` is the union of codes, `D` what is known of each. */
export interface EnumLookUp<C extends string, D> {
  readonly name: string;
  getByCode(code: C): D;
  findByCode(code: string): D | undefined;
  /** The codes in their order. */
  getValues(): ReadonlyArray<C>;
  getDetails(): ReadonlyArray<D>;
}

/** The look-ups of an enum table: `D` is a row, `I` the type of the table's key. */
export interface EnumMetadata<
  C extends string,
  D extends EnumDetails<C>,
  I = D["id"],
> extends EnumLookUp<C, D> {
  findById(id: I): D | undefined;
}

export interface EnumDetails<C extends string = string> {
  readonly id: number | string | bigint;
  readonly code: C;
  readonly name: string;
}

/**
 * The look-ups of one enum, from its details by code.
 * @example
 * const Colors = enumMetadata("Color", ColorDetails);
 * Colors.getByCode(Color.Red).name; // "Red"
 * @throws UnknownEnumValueError (`UNKNOWN_ENUM`) from `getByCode`
 */
export function enumMetadata<C extends string, D extends EnumDetails<C>>(
  name: string,
  details: Readonly<Record<C, D>>,
): EnumMetadata<C, D> {
  const rows = Object.values<D>(details);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { ...enumLookUp<C, D>(name, rows), findById: (id) => byId.get(id) };
}

/** @internal The look-ups by code, from the details in their order. */
export function enumLookUp<C extends string, D extends { readonly code: C }>(
  name: string,
  details: ReadonlyArray<D>,
): EnumLookUp<C, D> {
  const rows = Object.freeze([...details]);
  const values = Object.freeze(rows.map(({ code }) => code));
  const byCode = new Map<string, D>(rows.map((row) => [row.code, row]));
  return {
    name,
    getByCode: (code) => {
      const row = byCode.get(code);
      if (row === undefined) throw new UnknownEnumValueError({ enumName: name, value: code });
      return row;
    },
    findByCode: (code) => byCode.get(code),
    getValues: () => values,
    getDetails: () => rows,
  };
}
