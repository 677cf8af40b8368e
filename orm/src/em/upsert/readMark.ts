// The marker in an object of input: what is to become of the entity it names. A field of the entity's goes before a marker of
// its name.
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { UpsertSettings } from "./UpsertSettings.ts";

export type Action = "include" | "remove" | "delete";

export interface Mark {
  /** `undefined` where nothing is said. */
  readonly action: Action | "incremental" | undefined;
  /** It was said by `op`. */
  readonly isOp: boolean;
}

const actions: ReadonlySet<unknown> = new Set(["include", "remove", "delete", "incremental"]);
const none: Mark = { action: undefined, isOp: false };

/** Whether a key is a marker, for entities of this type. */
export function isMark(meta: EntityMeta, key: string): boolean {
  return (key === "op" || key === "delete" || key === "remove") && !meta.fields.has(key);
}

/** @throws InvalidInputError (`INVALID_INPUT`) */
export function readMark(
  meta: EntityMeta,
  input: Readonly<Record<string, unknown>>,
  path: string,
  settings: UpsertSettings,
): Mark {
  const mark = markIn(meta, input, path, settings);
  if (mark.action === "delete" && !settings.allowDelete)
    throw new InvalidInputError({ path, entity: meta.type, reason: "may not be deleted here" });
  return mark;
}

function markIn(
  meta: EntityMeta,
  input: Readonly<Record<string, unknown>>,
  path: string,
  { isStrict }: UpsertSettings,
): Mark {
  const op = valueOf(meta, input, "op");
  if (op !== undefined) {
    if (!actions.has(op))
      throw new InvalidInputError({
        path,
        entity: meta.type,
        field: "op",
        reason: 'is none of "include", "remove", "delete" and "incremental"',
      });
    return { action: op as Mark["action"], isOp: true };
  }
  for (const action of ["delete", "remove"] as const) {
    const value = valueOf(meta, input, action);
    if (value === undefined || value === false) continue;
    if (value !== true || isStrict)
      throw new InvalidInputError({
        path,
        entity: meta.type,
        field: action,
        reason: isStrict ? `is not taken here: give op: "${action}"` : "is neither true nor false",
      });
    return { action, isOp: false };
  }
  return none;
}

/** `null` says as little as `undefined`. */
function valueOf(meta: EntityMeta, input: Readonly<Record<string, unknown>>, key: string): unknown {
  return isMark(meta, key) && Object.hasOwn(input, key) ? (input[key] ?? undefined) : undefined;
}
