// A server logs for machines when nobody looks; the loop is somebody.

/** A line of the server as a person wants it; nothing when it is of no interest. */
export function readableLog(line: string): string | undefined {
  const record = recordIn(line);
  if (record === undefined) return line;
  const { level, msg, err } = record;
  if (record["method"] !== undefined && record["status"] !== undefined) return requestLine(record);
  if (typeof level === "number" && level < 40) return undefined;
  return [msg, detailOf(err)].filter((part) => typeof part === "string" && part !== "").join("\n");
}

type Log = Readonly<Record<string, unknown>> & {
  readonly level?: unknown;
  readonly msg?: unknown;
  readonly err?: unknown;
};

function recordIn(line: string): Log | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && "level" in value && "msg" in value
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

function requestLine(record: Log): string {
  const counted = record["statements"];
  const statements =
    typeof counted === "number" ? `, ${counted} ${counted === 1 ? "statement" : "statements"}` : "";
  const text = (name: string): string => String(record[name]);
  return `${text("method")} ${text("url")} ${text("status")} (${text("ms")} ms${statements})`;
}

function detailOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const detail: unknown = Reflect.get(error, "stack") ?? Reflect.get(error, "message");
  return typeof detail === "string" ? detail : "";
}
