// An enum type of Postgres as generated code holds it: its codes in the order of the type.
import { type EnumLookUp, enumLookUp } from "./EnumMetadata.ts";

/** A value of a native enum, and how people read it. */
export interface NativeEnumDetails<C extends string = string> {
  readonly code: C;
  readonly name: string;
}

/** `C` is the union of codes. */
export type NativeEnumMetadata<C extends string> = EnumLookUp<C, NativeEnumDetails<C>>;

/**
 * The look-ups of one native enum, from its codes in the order of the type.
 * @example
 * const Moods = nativeEnumMetadata("Mood", [["happy", "Happy"], ["so_so", "So So"]]);
 * Moods.getByCode("so_so").name; // "So So"
 * @throws UnknownEnumValueError (`UNKNOWN_ENUM`) from `getByCode`
 */
export function nativeEnumMetadata<C extends string>(
  name: string,
  values: ReadonlyArray<readonly [code: C, name: string]>,
): NativeEnumMetadata<C> {
  return enumLookUp(
    name,
    values.map(([code, shown]) => Object.freeze({ code, name: shown })),
  );
}
