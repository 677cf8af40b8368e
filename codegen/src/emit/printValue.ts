// Plain data as TypeScript source. Everything from a catalog passes through here or through `docOf`, so that no name and no
// comment can be taken for code.

/** A text that is written as it is: an expression made by an emitter. */
export class Raw {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** Keys whose value is `undefined` are left out. */
export function printValue(value: unknown): string {
  if (value instanceof Raw) return value.source;
  if (Array.isArray(value)) return `[${value.map(printValue).join(", ")}]`;
  if (typeof value === "string") return printText(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{ ${entries.map(([key, item]) => `${printKey(key)}: ${printValue(item)}`).join(", ")} }`;
}

/** In an object literal a plain `__proto__` would set the prototype. */
export function printKey(key: string): string {
  if (key === "__proto__") return `["__proto__"]`;
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(key) ? key : printText(key);
}

/** Line ends that JSON leaves alone are escaped too. */
export function printText(text: string): string {
  return JSON.stringify(text)
    .replaceAll("\u2028", String.raw`\u2028`)
    .replaceAll("\u2029", String.raw`\u2029`);
}
