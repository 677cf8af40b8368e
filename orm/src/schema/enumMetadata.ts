// Makes the value through which generated code and codecs look up the rows of an enum table.
import { UnknownEnumValueError } from "../errors/UnknownEnumValueError.ts";
import type { EnumDetails, EnumMetadata } from "./EnumMetadata.ts";

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
