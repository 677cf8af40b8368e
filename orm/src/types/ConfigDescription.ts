// What an entity file registered, as data: for explanations, and for tools that show it.

/** What has a hint and was registered somewhere. */
export interface DescribedRegistration {
  /** The function's own name, of a built-in rule with its field: `newRequiredRule(firstName)`. */
  readonly name: string | undefined;
  /** In its object form; `undefined` without one. */
  readonly hint: unknown;
  /** `Author.ts:12` */
  readonly location: string;
}

export interface ConfigDescription {
  readonly rules: ReadonlyArray<
    DescribedRegistration & { readonly moment: "validation" | "commit" }
  >;
  readonly hooks: ReadonlyArray<DescribedRegistration & { readonly moment: string }>;
  readonly defaults: ReadonlyArray<
    Omit<DescribedRegistration, "name"> & { readonly field: string }
  >;
  readonly constraintMessages: ReadonlyArray<{
    readonly constraint: string;
    readonly location: string;
  }>;
  readonly cascades: ReadonlyArray<string>;
}

/** What a class's `static config` is for whoever only reads it. */
export interface EntityConfig {
  /**
   * What was registered for the type itself, in order; what its bases add stands in their own.
   * @example
   * for (const { name, location } of Author.metadata.config!.describe().rules) console.log(name, location);
   */
  describe(): ConfigDescription;
}
