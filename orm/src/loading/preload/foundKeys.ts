// How the statements of a pipeline come to know what a find before them found. The find is run once, however dear it is and
// however many levels are below it: it leaves the keys of its rows in a setting of the transaction, and the statements below read
// them from there. So their texts are the same for every find of a type, they bind nothing of it, and a find whose conditions
// would not say the same twice (`random() < 0.1`) is as good as any.
import type { EntityMeta } from "../../schema/EntityMeta.ts";

const setting = "kingpost.found";

/**
 * The same rows in the same order; the keys, which stand first in each, are kept until the transaction ends, `besides` those that
 * finds before it kept. The condition is a sub-query over no row, which is evaluated once, before the first row is given.
 */
export function keepFound(text: string, meta: EntityMeta, besides: boolean): string {
  const keys = "ARRAY(SELECT found.key FROM found)";
  const kept = besides ? `(${readKept(meta)} || ${keys})` : keys;
  return `WITH found(key) AS MATERIALIZED (${text}) SELECT found.* FROM found WHERE (SELECT set_config('${setting}', ${kept}::text, true)) IS NOT NULL`;
}

/** The condition on a key that it is among those found. A sub-query is read once, not for each row. */
export function isFound(meta: EntityMeta): string {
  return `= ANY((SELECT ${readKept(meta)})::${meta.keyField.codec.type}[])`;
}

function readKept(meta: EntityMeta): string {
  return `current_setting('${setting}')::${meta.keyField.codec.type}[]`;
}
