// A value that may have to be awaited.

export type MaybePromise<T> = T | PromiseLike<T>;
