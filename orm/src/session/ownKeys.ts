// Keys from what the application has for the ids of a type.
import type { EntityIdAssigner } from "../driver/EntityIdAssigner.ts";
import { resultsOf } from "../driver/resultsOf.ts";
import { NoIdError } from "../errors/NoIdError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { keyOfId } from "../schema/keys.ts";
import type { Session } from "./Session.ts";

/** @throws InvalidIdError (`INVALID_ID`) for what is no id of the type, NoIdError (`NO_ID`) when there are too few */
export async function ownKeys(
  { executor }: Pick<Session, "executor">,
  meta: EntityMeta,
  assigner: EntityIdAssigner,
  count: number,
): Promise<string[]> {
  const ids = await assigner.newIds(count, async (text, values = []) => {
    const statement = { text, values, operation: `assign ids of ${meta.type}` };
    return resultsOf(await executor.execute([statement]))[0]!.rows;
  });
  if (ids.length < count) throw new NoIdError({ entity: meta.type });
  return ids.map((id) => keyOfId(meta, id));
}
