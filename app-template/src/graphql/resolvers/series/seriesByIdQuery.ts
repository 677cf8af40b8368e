import type { Context } from "../../../context.ts";
import type { SeriesId } from "../../../entities/codegen/SeriesCodegen.ts";
import { Series } from "../../../entities/Series.ts";

export function seriesByIdQuery(
  _: unknown,
  { id }: { readonly id: SeriesId },
  { em }: Context,
): Promise<Series> {
  return em.load(Series, id);
}
