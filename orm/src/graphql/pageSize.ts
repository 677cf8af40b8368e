// The size of a page that a client asks for.
import { badInput } from "./badInput.ts";
import type { PageLimits } from "./PageLimits.ts";

/** @throws GraphQLError with the code `BAD_USER_INPUT` */
export function pageSize(
  name: string,
  asked: number | null | undefined,
  { maxPageSize = 1_000, defaultPageSize = 100 }: PageLimits,
): number {
  const size = asked ?? Math.min(defaultPageSize, maxPageSize);
  if (Number.isSafeInteger(size) && size >= 0 && size <= maxPageSize) return size;
  throw badInput(`A page has 0 to ${maxPageSize} rows: ${name} cannot be ${size}`);
}
