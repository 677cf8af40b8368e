// The statement that loads entities by their own keys, which are given or what a statement above gives.
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ManyToOneField } from "../../schema/Field.ts";
import { hydrate } from "../../session/hydrate.ts";
import { byKeyBatch } from "../batchKeys.ts";
import { selectByKey } from "../selectRelated.ts";
import type { Anchor, Keys, PreloadContext, PreloadLevel } from "./PreloadLevel.ts";
import type { PreloadStep } from "./PreloadStep.ts";
import { allowedKeys, cacheKeyOf, textBelow } from "./selectBelow.ts";

export function loadByKeyStep(
  { session, restrictions }: PreloadContext,
  anchor: Anchor,
  meta: EntityMeta,
  keys: Keys,
  kind: string,
  above?: PreloadStep,
  via?: ManyToOneField,
): Pick<PreloadLevel, "anchor" | "step" | "meta" | "keys"> {
  const restriction = restrictions.of(meta, "load");
  const make = (): string => selectByKey(meta, keys.text, restriction, keys.values.length + 1);
  const step: PreloadStep = {
    batchKeys: [byKeyBatch(meta, restriction)],
    statement: {
      text: textBelow(anchor, kind, make, cacheKeyOf(keys, restriction)),
      values: [...keys.values, ...(restriction?.values ?? [])],
      operation: `load ${meta.type}`,
    },
    meta,
    via,
    above,
    deal: (rows) => hydrate(session, meta, rows),
  };
  return { anchor, step, meta, keys: allowedKeys(meta, keys, restriction) };
}
