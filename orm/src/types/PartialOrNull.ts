// What clients send: a key that is left out says nothing, `null` asks for no value.

export type PartialOrNull<T> = { readonly [K in keyof T]?: T[K] | null | undefined };
