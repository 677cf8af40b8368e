// The tags of a book: its language, its century and its series.
import { Languages } from "../entities/enums/Language.ts";
import type { BookRecord } from "./BookRecord.ts";

export function tagNames({
  language,
  year,
  series,
}: Pick<BookRecord, "language" | "series" | "year">): ReadonlyArray<string> {
  return [
    ...(language === undefined ? [] : [Languages.getByCode(language).name]),
    ...(year === undefined ? [] : [centuryOf(year)]),
    // The words after the name keep a series called "English" apart from the language.
    ...(series === undefined ? [] : [`${series} (series)`]),
  ];
}

/** 2008 is in the 21st century, 2000 still in the 20th; there is no year 0. */
export function centuryOf(year: number): string {
  const century = Math.ceil(Math.abs(year) / 100);
  return `${ordinal(century)} century${year < 0 ? " BC" : ""}`;
}

function ordinal(number: number): string {
  const suffixes: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };
  const kind = new Intl.PluralRules("en", { type: "ordinal" }).select(number);
  return `${number}${suffixes[kind] ?? "th"}`;
}
