// real and double precision; NaN, the infinities and negative zero are values like others.
import type { Codec } from "../Codec.ts";

export function floatCodec(type: "real" | "double precision"): Codec<number> {
  const codec: Codec<number> = {
    type,
    isText: false,
    isCheap: true,
    decode: Number,
    encode: (value) => (Object.is(value, -0) ? "-0" : String(value)),
    equals: Object.is,
    refuse: (value) => (typeof value === "number" ? undefined : "is not a number"),
  };
  return type === "real" ? { ...codec, refuse: refuseReal, keep: nearestReal } : codec;
}

function refuseReal(value: unknown): string | undefined {
  if (typeof value !== "number") return "is not a number";
  const stored = Math.fround(value);
  const isLost =
    Number.isFinite(value) && (!Number.isFinite(stored) || (stored === 0 && value !== 0));
  return isLost ? "is beyond the range of real" : undefined;
}

const smallestNormal = 2 ** -126;

/** The number that a real holds and Postgres prints: the shortest decimal that is nearest to it. */
function nearestReal(value: number): number {
  const stored = Math.fround(value);
  if (!Number.isFinite(stored) || stored === 0) return stored;
  // Numbers of up to six digits survive in a real, but for those so small that it has fewer bits for them.
  const least = Math.abs(stored) < smallestNormal ? 1 : 6;
  for (let digits = least; digits < 9; digits++) {
    const candidate = rounded(stored, digits);
    if (Math.fround(candidate) === stored && !isHalfWay(candidate, stored)) return candidate;
  }
  return Number(stored.toPrecision(9));
}

/** Postgres prints no number that lies half-way to the next real: some readers would take it for that one. */
function isHalfWay(candidate: number, stored: number): boolean {
  const real = Float32Array.of(Math.abs(stored));
  const bits = new Int32Array(real.buffer);
  const at = bits[0]!;
  return [at - 1, at + 1].some((neighbour) => {
    bits[0] = neighbour;
    return (real[0]! + Math.abs(stored)) / 2 === Math.abs(candidate);
  });
}

/** Half-way between two decimals it is the even one, as Postgres prints it; `toPrecision` takes the greater one. */
function rounded(stored: number, digits: number): number {
  const [mantissa = "", exponent = ""] = stored.toExponential(20).split("e");
  const all = mantissa.replace("-", "").replace(".", "");
  const isTie = /^50*$/.test(all.slice(digits)) && Number(all[digits - 1]) % 2 === 0;
  if (!isTie) return Number(stored.toPrecision(digits));
  const even = `${all[0]}.${all.slice(1, digits)}e${exponent}`;
  return stored < 0 ? -Number(even) : Number(even);
}
