// What a schema file is made of, as plain data: definitions and their members, each with the file that it belongs to.

export interface Definition {
  readonly kind: "type" | "interface" | "input" | "union" | "enum" | "scalar";
  readonly name: string;
  /** Of the roots, whose fields stand in the files of what they are about. */
  readonly isExtension?: true;
  readonly description?: string | undefined;
  readonly interfaces?: ReadonlyArray<string>;
  /** Fields, values of an enum, or the types of a union. */
  readonly members: ReadonlyArray<Member>;
  /** Below the folder of the schema: `author.graphql`. */
  readonly file: string;
  /** What it was made for, in words: `entity Author`. */
  readonly origin: string;
}

export interface Member {
  readonly name: string;
  /** `[Book!]!`; none for values and types. */
  readonly type?: string;
  readonly description?: string | undefined;
  readonly args?: ReadonlyArray<Argument>;
}

export interface Argument {
  readonly name: string;
  readonly type: string;
}
