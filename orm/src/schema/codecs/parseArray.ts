// Reads Postgres' text form of an array in one pass: {1,NULL,"a \"quoted\" one"}, {{1,2},{3,4}}, with [2:3]= before it when it
// does not start at 1.

/** A list, or lists within lists. */
export type Nested = ReadonlyArray<unknown>;

/**
 * Elements are decoded as they are found; every list is frozen.
 * @param dims how many dimensions it has unless it is empty
 * @param delimiter what stands between elements: a comma for every type but `box`
 */
export function parseArray(
  text: string,
  dims: number,
  decode: (cell: string) => unknown,
  delimiter = ",",
): Nested {
  const start = text.charCodeAt(0) === openBracket ? text.indexOf("=") + 1 : 0;
  if (text.charCodeAt(start) !== openBrace) throw new TypeError("the text is not an array");
  const cursor = { text, at: start + 1, decode, delimiter };
  if (text.charCodeAt(start + 1) === closeBrace) return Object.freeze([]);
  let found = 1;
  while (text.charCodeAt(start + found) === openBrace) found++;
  if (found !== dims)
    throw new TypeError(`the array has ${found} dimension${found === 1 ? "" : "s"}, not ${dims}`);
  return listAt(cursor, dims);
}

interface Cursor {
  readonly text: string;
  /** Behind the brace of the list that is being read. */
  at: number;
  readonly decode: (cell: string) => unknown;
  readonly delimiter: string;
}

const quote = 34;
const openBracket = 91;
const openBrace = 123;
const closeBrace = 125;

function listAt(cursor: Cursor, depth: number): Nested {
  const { text } = cursor;
  const list: unknown[] = [];
  for (;;) {
    if (depth > 1) {
      cursor.at++;
      list.push(listAt(cursor, depth - 1));
    } else if (text.charCodeAt(cursor.at) === quote) list.push(cursor.decode(quotedAt(cursor)));
    else list.push(bareAt(cursor));
    // A delimiter, or the brace that ends the list.
    const hasEnded = text.charCodeAt(cursor.at) === closeBrace;
    cursor.at++;
    if (hasEnded) return Object.freeze(list);
    if (cursor.at >= text.length) throw new TypeError("the text is not an array");
  }
}

/** A bare element holds neither a delimiter nor a brace. */
function bareAt(cursor: Cursor): unknown {
  const { text, at, delimiter } = cursor;
  let end = text.indexOf(delimiter, at);
  const brace = text.indexOf("}", at);
  if (end < 0 || brace < end) end = brace;
  cursor.at = end;
  const cell = text.slice(at, end);
  return cell === "NULL" ? null : cursor.decode(cell);
}

function quotedAt(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.at + 1;
  let end = text.indexOf('"', start);
  const escape = text.indexOf("\\", start);
  if (escape < 0 || end < escape) {
    cursor.at = end + 1;
    return text.slice(start, end);
  }
  let value = text.slice(start, escape);
  for (end = escape; text.charCodeAt(end) !== quote; end++) {
    if (text.charCodeAt(end) === 92) end++;
    value += text[end];
  }
  cursor.at = end + 1;
  return value;
}
