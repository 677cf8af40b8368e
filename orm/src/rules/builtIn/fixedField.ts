// Which field a rule fixes once and for all: who asks whether children belong to their parent for good has to know.

const fixes = Symbol("fixes");

/** Remembers at a rule that it lets nothing change the field. */
export function fixField(rule: object, field: string): void {
  Object.defineProperty(rule, fixes, { value: field });
}

/** The field that a rule lets nothing change. */
export function fixedField(rule: object): string | undefined {
  return (rule as { readonly [fixes]?: string })[fixes];
}
