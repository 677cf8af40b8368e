// A codec turns the text of one Postgres type into a TypeScript value and back.

export interface Codec<T = unknown> {
  /** The Postgres type that bound text is cast to, e.g. `integer`. */
  readonly type: string;
  /** The text is the value: reading needs no work and no memory. */
  readonly isText: boolean;
  /** Decoding costs less than keeping what was decoded would. */
  readonly isCheap?: boolean;
  /** Throws a plain `TypeError` when the text is not of the type; who reads the field names entity and field. */
  decode(text: string): T;
  encode(value: T): string;
  equals(a: T, b: T): boolean;
  /** Why a value given by the user cannot be stored, e.g. `is not a number`; `undefined` when it can. */
  refuse(value: unknown): string | undefined;
  /** The same value in the form in which it is kept, e.g. a copy that nobody else can change. */
  keep?(value: T): T;
}
