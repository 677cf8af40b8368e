// What a json or jsonb column holds.

/** A JSON value. Values read from the database are frozen; a key that is `undefined` is left out when written. */
export type Json =
  | null
  | boolean
  | number
  | string
  | ReadonlyArray<Json>
  | { readonly [key: string]: Json | undefined };
