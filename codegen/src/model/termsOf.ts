// The terms of an order as the configuration says it: `"lastName"`, `["lastName", "firstName DESC"]`.

export interface OrderTerm {
  readonly text: string;
  readonly field: string;
  readonly direction: "ASC" | "DESC";
}

/** What cannot be read has a field of no name. */
export function termsOf(orderBy: string | ReadonlyArray<string> | undefined): OrderTerm[] {
  const texts = typeof orderBy === "string" ? [orderBy] : (orderBy ?? []);
  return texts.map((text) => {
    const [, field = "", direction = "ASC"] = /^\s*(\S+)(?:\s+(ASC|DESC))?\s*$/iu.exec(text) ?? [];
    return { text, field, direction: direction.toUpperCase() === "DESC" ? "DESC" : "ASC" };
  });
}
