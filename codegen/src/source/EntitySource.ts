/** What the file of an entity says that generated code depends on. */
export interface EntitySource {
  /** Fields that `config.setDefault` gives a value. */
  readonly defaults: ReadonlyArray<string>;
}
