/** What the file of an entity says that generated code, documentation and plugins depend on. */
export interface EntitySource {
  /** Fields that `config.setDefault` gives a value. */
  readonly defaults: ReadonlyArray<string>;
  /** Relations along which `config.cascadeDelete` deletes: what they lead to belongs to the entity. */
  readonly cascades?: ReadonlyArray<string>;
  /** Scopes that the class declares. */
  readonly scopes: ReadonlyArray<ScopeSource>;
  /** Members that the class makes with a helper: `readonly fullName = hasReactiveProperty(…)`. */
  readonly properties: ReadonlyArray<PropertySource>;
  /** Whether the class is abstract; `undefined` where the file has no such class. */
  readonly isAbstract?: boolean | undefined;
}

export interface ScopeSource {
  readonly name: string;
  /** Made by `scope.fn`: it is called where it is used. */
  readonly isParameterized: boolean;
}

export interface PropertySource {
  readonly name: string;
  /** What makes it: `hasReactiveProperty`; for a getter `get`, for a method `method`. */
  readonly helper: string;
  /** As it is annotated: `Property<Author, string>`. */
  readonly type: string | undefined;
  /** The words of its JSDoc. */
  readonly comment: string | undefined;
}
