/** What the file of an entity says that generated code depends on. */
export interface EntitySource {
  /** Fields that `config.setDefault` gives a value. */
  readonly defaults: ReadonlyArray<string>;
  /** Relations along which `config.cascadeDelete` deletes: what they lead to belongs to the entity. */
  readonly cascades?: ReadonlyArray<string>;
  /** Scopes that the class declares. */
  readonly scopes: ReadonlyArray<ScopeSource>;
  /** Whether the class is abstract; `undefined` where the file has no such class. */
  readonly isAbstract?: boolean | undefined;
}

export interface ScopeSource {
  readonly name: string;
  /** Made by `scope.fn`: it is called where it is used. */
  readonly isParameterized: boolean;
}
