/** A text that not every text is, to the compiler. */
export type Code = string & { readonly __brand: "Code" };
