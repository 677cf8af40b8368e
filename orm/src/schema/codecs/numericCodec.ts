// numeric as a string, since no JavaScript number holds 38 digits.
import type { Codec } from "../Codec.ts";

const form = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

export const numericCodec: Codec<string> = {
  type: "numeric",
  isText: true,
  decode: (text) => text,
  encode: (value) => value,
  equals: (a, b) => a === b || canonical(a) === canonical(b),
  refuse: (value) =>
    typeof value === "string" && (form.test(value) || value === "NaN")
      ? undefined
      : 'is not a decimal number in a string, such as "12.50"',
};

/** The digits without what does not change the value; exponents are left as they are and so compare by text. */
function canonical(text: string): string {
  const match = /^\s*([+-]?)0*(\d*)(?:\.(\d*?)0*)?\s*$/.exec(text);
  if (match === null) return text;
  const [, sign, whole, fraction] = match;
  const digits = `${whole === "" ? "0" : whole}${fraction ? `.${fraction}` : ""}`;
  return sign === "-" && digits !== "0" ? `-${digits}` : digits;
}
