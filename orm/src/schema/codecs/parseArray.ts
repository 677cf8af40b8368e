// Reads Postgres' text form of a one-dimensional array: {1,NULL,"a \"quoted\" one"}, with [2:3]= before it when it does not start at 1.
export function parseArray(text: string): Array<string | null> {
  const cells: Array<string | null> = [];
  const start = text.indexOf("{") + 1;
  const end = text.length - 1;
  if (start === end) return cells;
  for (let at = start; at <= end; at++) {
    if (text[at] === '"') {
      const { value, next } = quotedAt(text, at + 1);
      cells.push(value);
      at = next;
    } else {
      let next = at;
      while (next < end && text[next] !== ",") next++;
      const bare = text.slice(at, next);
      cells.push(bare === "NULL" ? null : bare);
      at = next;
    }
  }
  return cells;
}

function quotedAt(text: string, from: number): { value: string; next: number } {
  let value = "";
  let at = from;
  for (; text[at] !== '"'; at++) {
    if (text[at] === "\\") at++;
    value += text[at];
  }
  return { value, next: at + 1 };
}
