// The forms an id can take in TypeScript.

declare const flavor: unique symbol;

/** A `T` that remembers whose it is: plain values are assignable, another flavor is a type error. */
export type Flavor<T, F extends string> = T & { readonly [flavor]?: F | undefined };

/** An id with its tag: `"a:1"`. */
export type TaggedId = string;

/** What an id can be, by the domain's `idType`. */
export type IdType = string | number | bigint;
