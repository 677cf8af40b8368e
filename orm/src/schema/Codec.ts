// A codec turns the text of one Postgres type into a TypeScript value and back.

export interface Codec<T = unknown> {
  /** The Postgres type that bound text is cast to, e.g. `integer`. */
  readonly type: string;
  /** The text is the value: reading needs no work and no memory. */
  readonly isText: boolean;
  /** Decoding costs less than keeping what was decoded would. */
  readonly isCheap?: boolean;
  /** Postgres may spell a value otherwise than it was given: what was written is read back. */
  readonly isRespelled?: boolean;
  /** Of a time that is kept with fewer than the six digits of a second that Postgres has: how many. */
  readonly secondDigits?: number;
  /** Lists travel as text and are cast one by one: `unnest` takes arrays of arrays and of composites apart. */
  readonly isCastOneByOne?: boolean;
  /** `null` is a value of the type, beside NULL: JSON has one. */
  readonly hasNull?: boolean;
  /**
   * The type that column and value are cast to before `=` compares them, where the type itself has no equality (`json`,
   * `xml`, `point`) or one of another meaning (two boxes are equal when their areas are).
   */
  readonly comparedAs?: string;
  /**
   * Below a codec of the application's own: the codec of what the database holds. Operators that look into the stored value
   * (`like`, `search`, paths into JSON) take its values.
   */
  readonly base?: Codec;
  /** Throws a plain `TypeError` when the text is not of the type; who reads the field names entity and field. */
  decode(text: string): T;
  /**
   * The same from the bytes of the text, without making a string of them; `undefined` leaves them to `decode`, which alone
   * knows every form. Types have one where the string costs more than the value: numbers, booleans and dates.
   */
  decodeBytes?(bytes: Uint8Array, start: number, end: number): T | undefined;
  /** Takes what `refuse` accepts; `keep` is not needed before it. */
  encode(value: T): string;
  /** Whether they are stored alike, so that setting the one over the other is no change. */
  equals(a: T, b: T): boolean;
  /** Whether they are the same to Postgres' `=`, where that differs from `equals`: citext. */
  matches?(a: T, b: T): boolean;
  /** Why a value given by the user cannot be stored, e.g. `is not a number`; `undefined` when it can. */
  refuse(value: unknown): string | undefined;
  /** The same value in the form in which it is kept, e.g. a copy that nobody else can change. */
  keep?(value: T): T;
  /** The value for an instant, for types that hold one. */
  ofInstant?(instant: Date): T;
}
