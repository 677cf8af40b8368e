// A TypeScript type as an expression, whose names are imported when it is printed.

/** Where a name comes from: nowhere, the library, `Temporal` of the library, an enum of this domain, a module of the application. */
export type TsSource = "global" | "kingpost" | "temporal" | "enum" | { readonly module: string };

export type TsType =
  | {
      readonly kind: "name";
      readonly name: string;
      readonly from: TsSource;
      /** `name` is a value: the type of it is meant. */
      readonly isValue?: true;
      /** As in `Range<number>`. */
      readonly argument?: TsType;
    }
  | { readonly kind: "list"; readonly of: TsType; readonly hasNulls?: boolean }
  | { readonly kind: "union"; readonly of: ReadonlyArray<TsType> };

export function globalType(name: string): TsType {
  return { kind: "name", name, from: "global" };
}

export function libraryType(name: string, argument?: TsType): TsType {
  return { kind: "name", name, from: "kingpost", ...(argument === undefined ? {} : { argument }) };
}

export function listOf(of: TsType, dimensions: number, hasNulls = false): TsType {
  if (dimensions === 0) return of;
  const element = listOf(of, dimensions - 1, hasNulls);
  return { kind: "list", of: element, hasNulls: hasNulls && dimensions === 1 };
}
