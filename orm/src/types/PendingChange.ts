// What the next flush writes, one by one.
import type { Entity } from "./Entity.ts";

/** A thing that the next flush does. */
export type PendingChange =
  | { readonly kind: "create" | "update" | "delete"; readonly entity: Entity }
  | {
      readonly kind: "m2m";
      readonly op: "add" | "remove";
      readonly joinTableName: string;
      readonly entities: readonly [Entity, Entity];
    }
  | {
      readonly kind: "m2mEnum";
      readonly op: "add" | "remove";
      readonly joinTableName: string;
      readonly entity: Entity;
      readonly code: string;
    };
