// What a drawing of the domain shows, as plain data: boxes with rows, and lines between them.

export interface Diagram {
  readonly boxes: ReadonlyArray<Box>;
  readonly lines: ReadonlyArray<Line>;
}

export interface Box {
  /** Of the entity or enum; no two boxes have the same. */
  readonly name: string;
  readonly kind: "entity" | "enum";
  /** The table, or the type of a native enum. */
  readonly source: string;
  readonly comment: string | undefined;
  readonly isAbstract: boolean;
  readonly rows: ReadonlyArray<Row>;
}

export interface Row {
  readonly name: string;
  /** Empty for the values of an enum. */
  readonly type: string;
  readonly mark: "key" | "reference" | "unique" | undefined;
  readonly isNullable: boolean;
  readonly comment: string | undefined;
}

/** From what holds the reference to what it leads to. */
export interface Line {
  readonly from: LineEnd;
  readonly to: LineEnd;
  readonly label: string;
  readonly kind: "reference" | "join" | "extends" | "enum";
}

export interface LineEnd {
  readonly box: string;
  /** Where the line begins, for references. */
  readonly row: string | undefined;
  readonly count: Count;
}

export type Count = "one" | "zero or one" | "many";
