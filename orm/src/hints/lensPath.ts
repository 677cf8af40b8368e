// The names that a lens reads, in order: `(a) => a.books.author` is `["books", "author"]`. A lens only ever reads members, so
// an object that answers every read with itself learns the path.

/** Runs the lens on a recorder. */
export function lensPath(lens: (start: never) => unknown): string[] {
  const path: string[] = [];
  const recorder: object = new Proxy(
    {},
    {
      get(_, key) {
        if (typeof key === "string") path.push(key);
        return recorder;
      },
    },
  );
  lens(recorder as never);
  return path;
}
