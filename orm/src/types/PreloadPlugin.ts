/**
 * How what a hint names is loaded ahead, level with level, where that can be planned beforehand; given to a driver, or to an em
 * for itself. `PipelinePreloader` is what is used when nothing is said, `JsonAggregatePreloader` the other one; which strategies
 * there are is Kingpost's affair, as they work on what is inside of it.
 * @example
 * const driver = new PostgresDriver(pool, { preloadPlugin: new JsonAggregatePreloader() });
 */
export interface PreloadPlugin {
  readonly strategy: "pipeline" | "jsonAggregate";
}
