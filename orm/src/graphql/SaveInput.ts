import type { DeepPartialOrNull } from "../types/DeepPartialOrNull.ts";
import type { Entity } from "../types/Entity.ts";

/**
 * The input of a mutation that saves: that of `em.upsert`, and the version that the client has seen. `null` unsets, what is left out
 * stays as it is.
 */
export type SaveInput<T extends Entity> = DeepPartialOrNull<T> & {
  readonly expectedVersion?: number | null | undefined;
};
