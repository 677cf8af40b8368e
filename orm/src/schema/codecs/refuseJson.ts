// What JSON cannot hold would otherwise be dropped or changed silently.

/** Why a value is not JSON, with the place in it: `at /a/0 holds a Date, which JSON has no form for`. */
export function refuseJson(value: unknown): string | undefined {
  return refuse(value, "", []);
}

/** `above` are the objects that the value stands in. */
function refuse(value: unknown, path: string, above: ReadonlyArray<object>): string | undefined {
  const where = path === "" ? "" : `at ${path} `;
  switch (typeof value) {
    case "boolean":
      return undefined;
    case "string":
      return refuseText(value, where);
    case "number":
      return Number.isFinite(value)
        ? undefined
        : `${where}holds ${value}, which JSON has no form for`;
    case "object":
      return value === null ? undefined : refuseObject(value, path, where, above);
    default:
      return `${where}holds a ${typeof value}, which JSON has no form for`;
  }
}

function refuseText(value: string, where: string): string | undefined {
  if (value.includes("\0")) return `${where}holds a NUL character, which Postgres cannot store`;
  return value.isWellFormed() ? undefined : `${where}holds half of a surrogate pair`;
}

function refuseObject(
  value: object,
  path: string,
  where: string,
  above: ReadonlyArray<object>,
): string | undefined {
  if (above.includes(value)) return `${where}holds itself, which JSON has no form for`;
  const within = [...above, value];
  if (Array.isArray(value)) return refuseList(value, path, within);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return `${where}holds a ${value.constructor.name}, which JSON has no form for`;
  for (const [key, item] of Object.entries(value)) {
    // An absent key is how JSON says undefined; a hole in a list has no such form.
    if (item === undefined) continue;
    const reason = refuseText(key, `${where}as a key `) ?? refuse(item, `${path}/${key}`, within);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** By index: a hole in the list is an element too. */
function refuseList(
  list: ReadonlyArray<unknown>,
  path: string,
  within: ReadonlyArray<object>,
): string | undefined {
  for (let at = 0; at < list.length; at++) {
    const reason = refuse(list[at], `${path}/${at}`, within);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
