// From an order as GraphQL clients send it to one of `em.find`: `firstName_DESC`, a list of such, or nested objects, in which `null`
// says nothing. What is no order, the find refuses.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { listOf } from "../kit/listOf.ts";

const direction = /^(?<path>.+)_(?<dir>ASC|DESC)(?<nulls>_NULLS_(?:FIRST|LAST))?$/u;

export function orderFromGraphQL(order: unknown): ReadonlyArray<object> | undefined {
  if (order === undefined || order === null) return undefined;
  const orders = listOf(order).flatMap((each) => orderOf(each) ?? []);
  return orders.length === 0 ? undefined : orders;
}

function orderOf(order: unknown): unknown {
  if (order === null) return undefined;
  if (typeof order === "string") return parsed(order);
  return isPlainObject(order) ? withoutNull(order) : order;
}

/** `publisher_name_ASC` cannot be told from a field of that name, so that only fields of the entity itself stand there. */
function parsed(text: string): unknown {
  const { path, dir, nulls } = direction.exec(text)?.groups ?? {};
  if (path === undefined) return text;
  return { [path]: nulls === undefined ? dir : `${dir}${nulls.replaceAll("_", " ")}` };
}

/** `ASC_NULLS_FIRST` is how an enum of GraphQL spells `ASC NULLS FIRST`. */
function withoutNull(order: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(order).flatMap(([key, value]) => {
      if (value === null || value === undefined) return [];
      if (typeof value === "string") return [[key, value.replaceAll("_", " ")]];
      return [[key, isPlainObject(value) ? withoutNull(value) : value]];
    }),
  );
}
