// Reads the rows of entities that are in memory again: one statement for all of a type that were asked for in a tick.
import type { Result } from "../../driver/Driver.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { commonType } from "../../schema/hierarchy.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { overwriteRow } from "../../session/overwriteRow.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { GivenKeys } from "../GivenKeys.ts";
import type { Restriction } from "../Restriction.ts";
import { selectByKey } from "../selectRelated.ts";

export class RefreshByKey extends WaitedBatch {
  readonly #keepChanges: boolean;
  readonly #restriction: Restriction | undefined;
  /** What is read: the nearest type that all entities are of. */
  #meta: EntityMeta | undefined;
  readonly #states = new Map<string, EntityState>();

  constructor(keepChanges: boolean, restriction?: Restriction) {
    super();
    this.#restriction = restriction;
    this.#keepChanges = keepChanges;
  }

  /** All that is added to one batch is of one hierarchy. */
  add(state: EntityState): void {
    this.#meta = this.#meta === undefined ? state.meta : commonType(this.#meta, state.meta);
    this.#states.set(state.key!, state);
  }

  statement(): Statement {
    const meta = this.#meta!;
    const { keyField, type } = meta;
    const restriction = this.#restriction;
    const keys = new GivenKeys(this.#states.keys(), this.#states.size);
    return {
      text: selectByKey(meta, keys.among(keyField.codec.type), restriction),
      values: [keys.value, ...(restriction?.values ?? [])],
      operation: `refresh ${type}`,
    };
  }

  /** What has no row any more has been deleted by somebody else. */
  deal({ rows }: Result): void {
    const { reading } = this.#meta!;
    const gone = new Map(this.#states);
    for (const row of rows) {
      const key = row[0]!;
      const cells = reading?.isMixed ? reading.read(row).cells : row;
      overwriteRow(this.#states.get(key)!, cells, this.#keepChanges);
      gone.delete(key);
    }
    for (const state of gone.values()) {
      state.deleted = "flushed";
      state.session.dirty.delete(state);
      state.session.revision++;
    }
  }
}
