// The order of decimal numbers in text, as Postgres orders numeric: NaN is the greatest.

/** Negative, zero or positive; both in the form that Postgres prints. */
export function compareDecimals(a: string, b: string): number {
  if (a === b) return 0;
  const [rankA, rankB] = [rank(a), rank(b)];
  if (rankA !== rankB || rankA !== 1) return rankA - rankB;
  const [isNegativeA, isNegativeB] = [isNegative(a), isNegative(b)];
  if (isNegativeA !== isNegativeB) return isNegativeA ? -1 : 1;
  return isNegativeA ? compareDigits(b, a) : compareDigits(a, b);
}

/** -Infinity, numbers, Infinity, NaN. */
function rank(text: string): number {
  if (text === "-Infinity") return 0;
  if (text === "Infinity") return 2;
  return text === "NaN" ? 3 : 1;
}

/** `-0.00` is no less than zero. */
function isNegative(text: string): boolean {
  return text.startsWith("-") && /[1-9]/.test(text);
}

function compareDigits(a: string, b: string): number {
  const [wholeA, fractionA] = split(a);
  const [wholeB, fractionB] = split(b);
  if (wholeA.length !== wholeB.length) return wholeA.length - wholeB.length;
  if (wholeA !== wholeB) return wholeA < wholeB ? -1 : 1;
  if (fractionA === fractionB) return 0;
  return fractionA < fractionB ? -1 : 1;
}

/** Digits before and after the point, without zeros that say nothing. */
function split(text: string): readonly [whole: string, fraction: string] {
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  return [whole.replace(/^0+/, ""), fraction.replace(/0+$/, "")];
}
