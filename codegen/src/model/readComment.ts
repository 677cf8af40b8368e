// A column comment in two parts: words for people, and names for codegen between `[pg-structure]` markers.

export interface ColumnComment {
  /** Without the marker; `undefined` when nothing is left. */
  readonly text: string | undefined;
  readonly fieldName: string | undefined;
  readonly otherFieldName: string | undefined;
  /** The enum table whose keys an array column holds: `enum=color` among the words for people. */
  readonly enumTable: string | undefined;
  /** The marker holds something else than an object of names. */
  readonly isBroken: boolean;
}

export function readComment(comment: string | undefined): ColumnComment {
  const mark = /(?:^|\s)enum=([\w.]+)/u.exec(comment ?? "");
  const rest = mark === null ? comment : comment!.replace(mark[0], "");
  return { ...readNames(rest), enumTable: mark?.[1] };
}

function readNames(comment: string | undefined): Omit<ColumnComment, "enumTable"> {
  const marker = /\[pg-structure\](.*?)\[\/pg-structure\]/su.exec(comment ?? "");
  if (comment === undefined || marker === null)
    return {
      text: filled(comment),
      fieldName: undefined,
      otherFieldName: undefined,
      isBroken: false,
    };
  const text = filled(
    comment.slice(0, marker.index).trimEnd() +
      " " +
      comment.slice(marker.index + marker[0].length).trimStart(),
  );
  const names = parse(marker[1]!);
  const { fieldName, otherFieldName } = names ?? {};
  const isBroken = names === undefined || !isName(fieldName) || !isName(otherFieldName);
  return isBroken
    ? { text, fieldName: undefined, otherFieldName: undefined, isBroken }
    : { text, fieldName, otherFieldName, isBroken };
}

function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}

function parse(json: string): { fieldName?: string; otherFieldName?: string } | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isName(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === "string" && /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(value))
  );
}
