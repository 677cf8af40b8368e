// A rule that could not read a reference of its hint although the hint was loaded: then the row is not there that the reference leads to,
// and that is what is wrong, not the rule.
import { isEntity } from "../errors/isEntity.ts";
import { NotFoundError } from "../errors/NotFoundError.ts";
import { NotLoadedError } from "../errors/NotLoadedError.ts";
import { isReference } from "../relations/relationGuards.ts";

/** `NotFoundError` in place of `NotLoadedError` where the row is not there; any other error as it is. */
export async function explainNotLoaded(thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof NotLoadedError) || thrown.field === undefined) return thrown;
  const [entity] = thrown.entities ?? [];
  const relation = isEntity(entity) ? Reflect.get(entity, thrown.field) : undefined;
  if (!isReference(relation)) return thrown;
  return await relation.load().then(
    () => thrown,
    (error: unknown) => (error instanceof NotFoundError ? error : thrown),
  );
}
