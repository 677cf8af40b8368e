// What a flush has written of one entity, by field, for the hooks that run after it.
import type { FieldStatus } from "../types/Changes.ts";

export type KeptChanges = ReadonlyMap<string, FieldStatus>;
