// Makes a persisted entity part of the next flush, whether any of its fields changes or not.
import type { EntityState } from "./EntityState.ts";

export function touch(state: EntityState): void {
  const { session } = state;
  session.touched.add(state);
  session.dirty.add(state);
}
