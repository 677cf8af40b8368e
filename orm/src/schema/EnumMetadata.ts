// An enum table as generated code holds it: codes, details, and the way from database id to code.
import { UnknownEnumValueError } from "../errors/UnknownEnumValueError.ts";

/** `C` is the union of codes, `D` the details of a row, `I` the type of the table's key. */
export interface EnumMetadata<C extends string, D extends EnumDetails<C>, I = D["id"]> {
  readonly name: string;
  getByCode(code: C): D;
  findByCode(code: string): D | undefined;
  findById(id: I): D | undefined;
  getValues(): ReadonlyArray<C>;
  getDetails(): ReadonlyArray<D>;
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
  const rows = Object.freeze(Object.values<D>(details));
  const values = Object.freeze(rows.map((row) => row.code));
  const byCode = new Map<string, D>(rows.map((row) => [row.code, row]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    name,
    getByCode: (code) => {
      const row = byCode.get(code);
      if (row === undefined) throw new UnknownEnumValueError({ enumName: name, value: code });
      return row;
    },
    findByCode: (code) => byCode.get(code),
    findById: (id) => byId.get(id),
    getValues: () => values,
    getDetails: () => rows,
  };
}
