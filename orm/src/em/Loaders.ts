// Loaders that user code made: one per operation and key, as long as the unit of work lives.
import DataLoader from "dataloader";
/** Loads many keys at once: as many values as keys, in their order; an `Error` fails its key only. */
export type BatchLoadFn<K, V> = DataLoader.BatchLoadFn<K, V>;
export type LoaderOptions<K, V> = DataLoader.Options<K, V>;

export class Loaders {
  readonly #loaders = new Map<string, DataLoader<unknown, unknown>>();

  get<K, V>(
    operation: string,
    batchKey: string,
    load: BatchLoadFn<K, V>,
    options?: LoaderOptions<K, V>,
  ): DataLoader<K, V> {
    const key = JSON.stringify([operation, batchKey]);
    const known = this.#loaders.get(key) as DataLoader<K, V> | undefined;
    if (known !== undefined) return known;
    const loader = new DataLoader(load, options);
    this.#loaders.set(key, loader);
    return loader;
  }

  /** A loader whose keys have no values: `load` puts what it loads elsewhere. */
  getVoid<K>(
    operation: string,
    batchKey: string,
    load: (keys: K[]) => Promise<void>,
  ): DataLoader<K, void> {
    return this.get<K, void>(operation, batchKey, async (keys) => {
      await load([...keys]);
      return keys.map(() => undefined);
    });
  }

  /** What was loaded before a flush may not be so after it. */
  clear(): void {
    for (const loader of this.#loaders.values()) loader.clearAll();
  }
}
