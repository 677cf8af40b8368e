// Finds of one type whose entities are wanted with the same hint: one pipeline finds them all and loads each level once.
import type { Batch } from "../Batch.ts";
import type { Ahead } from "../preload/Ahead.ts";
import type { PreloadStep } from "../preload/PreloadStep.ts";
import type { FindBatch } from "./FindBatch.ts";

export class HintedFinds implements Ahead {
  readonly batches: FindBatch[] = [];
  readonly settle: Ahead["settle"] = {
    resolve: () => {
      for (const { settle } of this.batches) settle.resolve();
    },
    reject: (error) => {
      for (const { settle } of this.batches) settle.reject(error);
    },
  };

  /** What waits with a hint, by type and hint; `undefined` for nothing. */
  static among(batches: Iterable<Batch>): HintedFinds[] | undefined {
    let byHint: Map<string, HintedFinds> | undefined;
    for (const batch of batches) {
      // What nobody waits for any more is not sent.
      if (batch.hint === undefined || batch.signal?.aborted === true) continue;
      const find = batch as FindBatch;
      const key = `${find.meta.type} ${find.hint!.key}`;
      const known = (byHint ??= new Map()).get(key);
      const finds = known ?? new HintedFinds();
      if (known === undefined) byHint.set(key, finds);
      finds.batches.push(find);
    }
    return byHint && [...byHint.values()];
  }

  get requests(): ReadonlyArray<number> {
    return this.batches.map(({ requests }) => requests);
  }

  get signal(): AbortSignal | undefined {
    return this.batches.length === 1 ? this.batches[0]!.signal : undefined;
  }

  plan(): ReadonlyArray<PreloadStep> | undefined {
    const [{ meta, hint }] = this.batches as [FindBatch];
    return hint!.plan({ meta, finds: this.batches.map((batch) => batch.source()) });
  }
}
