/** What emitters need to know of a project beside its model. */
export interface EmitSettings {
  /** How imports of files end: `.ts`, `.js` or nothing. */
  readonly extension: string;
  /** The type of the context and its module, as a file in `codegen/` imports it. */
  readonly context: { readonly name: string; readonly module: string } | undefined;
  /** How a file in a folder below that of entities, or else in `codegen/`, imports a module that the configuration names. */
  readonly specifierOf: (module: string, folder?: string) => string;
}
