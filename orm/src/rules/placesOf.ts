// In which order things come of which some come after others: the first have place 0.

export interface Places<T> {
  /** Things of which nothing is said are not here. */
  readonly places: ReadonlyMap<T, number>;
  /** Things that would come after themselves, the first once more at the end. */
  readonly circle: ReadonlyArray<T> | undefined;
}

/** @param followers what comes after each thing */
export function placesOf<T>(followers: ReadonlyMap<T, ReadonlySet<T>>): Places<T> {
  const places = new Map<T, number>();
  const place = (thing: T, at: number, path: ReadonlyArray<T>): ReadonlyArray<T> | undefined => {
    if (path.includes(thing)) return [...path.slice(path.indexOf(thing)), thing];
    if ((places.get(thing) ?? -1) >= at) return undefined;
    places.set(thing, at);
    for (const each of followers.get(thing) ?? []) {
      const circle = place(each, at + 1, [...path, thing]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  for (const thing of followers.keys()) {
    const circle = place(thing, 0, []);
    if (circle !== undefined) return { places, circle };
  }
  return { places, circle: undefined };
}
