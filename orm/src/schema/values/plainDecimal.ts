// A decimal number in the form in which Postgres prints numeric: no sign but minus, no exponent, no needless zeros in front.

const form = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?\s*$/;

/** `+01.50e1` is `15.0`; `undefined` for what is no number. Zeros at the end stay, as Postgres keeps the scale. */
export function plainDecimal(text: string): string | undefined {
  if (isPlain(text)) return text;
  const match = form.exec(text);
  if (match === null) return special.get(text.trim().toLowerCase());
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return undefined;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const before = point <= 0 ? "" : digits.slice(0, point).padEnd(point, "0");
  const after = point < 0 ? "0".repeat(-point) + digits : digits.slice(point);
  const plain = `${before.replace(/^0+/, "") || "0"}${after === "" ? "" : `.${after}`}`;
  return sign === "-" && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

const special: ReadonlyMap<string, string> = new Map([
  ["nan", "NaN"],
  ["infinity", "Infinity"],
  ["+infinity", "Infinity"],
  ["-infinity", "-Infinity"],
]);

/** The usual case without a pattern: digits, perhaps with a point among them, and no zero or sign that says nothing. */
function isPlain(text: string): boolean {
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  const isZeroFirst = text.charCodeAt(start) === 48;
  if (isZeroFirst && (start === 1 || (text.length > 1 && text.charCodeAt(1) !== 46))) return false;
  let point = -1;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 && point < 0) point = at;
    else if (code < 48 || code > 57) return false;
  }
  return text.length > start && point !== start && point !== text.length - 1;
}
