// The name by which a value is cast to a type without being cut: `character` and `bit` without a length mean one of length 1,
// and a cast to them keeps only the first character.

const unbounded: ReadonlyMap<string, string> = new Map([
  ["character", "bpchar"],
  ["bit", '"bit"'],
]);

/** `castType("character")` is `bpchar`, `castType("character[]")` is `bpchar[]`; other types keep their name. */
export function castType(type: string): string {
  if (type.endsWith("[]")) return `${castType(type.slice(0, -2))}[]`;
  return unbounded.get(type) ?? type;
}
