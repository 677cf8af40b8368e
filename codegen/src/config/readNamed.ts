// What the configuration names in a module of the application: "Context@./src/context.ts".

export interface Named {
  readonly name: string;
  /** As the configuration writes it: relative to its own file, or a package. */
  readonly module: string;
}

/** Of a text that `checkConfig` has accepted. */
export function readNamed(text: string): Named {
  const at = text.indexOf("@");
  return { name: text.slice(0, at), module: text.slice(at + 1) };
}
