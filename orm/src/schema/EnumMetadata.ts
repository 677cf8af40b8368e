// An enum table as generated code holds it: codes, details, and the way from database id to code.

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
