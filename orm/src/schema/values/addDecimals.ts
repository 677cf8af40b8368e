// The sum of decimal numbers in text, exact as Postgres' numeric: with the more digits after the point of the two.
import { plainDecimal } from "./plainDecimal.ts";

/** `undefined` when one of them is no finite number. */
export function addDecimals(a: string, b: string): string | undefined {
  const [first, second] = [partsOf(a), partsOf(b)];
  if (first === undefined || second === undefined) return undefined;
  const scale = Math.max(first.scale, second.scale);
  const [x, y] = [first, second].map((each) => each.digits * 10n ** BigInt(scale - each.scale));
  const sum = x! + y!;
  const digits = String(sum < 0n ? -sum : sum).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${sum < 0n ? "-" : ""}${whole}${scale === 0 ? "" : `.${digits.slice(-scale)}`}`;
}

function partsOf(text: string): { readonly digits: bigint; readonly scale: number } | undefined {
  const plain = plainDecimal(text);
  if (plain === undefined || !/\d/.test(plain)) return undefined;
  const [whole, fraction = ""] = plain.split(".");
  return { digits: BigInt(`${whole!}${fraction}`), scale: fraction.length };
}
