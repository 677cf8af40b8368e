// What a refresh takes.

export interface RefreshOptions {
  /** Loads all relations of the entities, and of those that they lead to, until nothing is left. */
  readonly deepLoad?: boolean;
  /** Keeps what was set and not flushed, as a change to the fresh row. */
  readonly keepChanges?: boolean;
}

export interface RefreshEntitiesOptions<H> extends RefreshOptions {
  /** What is loaded of the fresh entities, lazy columns included, which a refresh unloads. */
  readonly populate?: H;
}
