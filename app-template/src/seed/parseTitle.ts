// Titles of the data set end in the series they belong to: "The Hunger Games (The Hunger Games, #1)".

export interface ParsedTitle {
  /** Without the series. */
  readonly title: string;
  readonly series: string | undefined;
  /** A number such as "1" or "0.5"; a collection of several volumes, "#1-3", has none. */
  readonly position: string | undefined;
}

export function parseTitle(text: string): ParsedTitle {
  const match = /^(.+?)\s*\(((?:[^()#]|\([^()]*\))+?),?\s*#\s*([^()]*)\)$/.exec(text.trim());
  const [, title, series, place] = match ?? [];
  if (title === undefined || series === undefined || place === undefined)
    return { title: text.trim(), series: undefined, position: undefined };
  return { title, series: series.trim(), position: positionOf(place.trim()) };
}

/** The number at the front, unless a range, a fraction or more numbers follow. Other series may follow. */
function positionOf(place: string): string | undefined {
  return /^(\d+(?:\.\d+)?)(?:$|[;:]|,(?!\s*[\d#]))/.exec(place)?.[1];
}
