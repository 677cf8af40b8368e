// Names that code generation reads from a column's comment, beside the words for people.
/** Names for the two ends of a foreign key. */
export interface CommentData {
  /** The name of the reference on the table's own entity. */
  readonly fieldName?: string;
  /** The name of the collection or reference on the other entity. */
  readonly otherFieldName?: string;
}

/**
 * A column comment that carries names for code generation.
 *
 * @example
 * commentData({ otherFieldName: "works" }, "who wrote it");
 * // who wrote it [pg-structure]{"otherFieldName":"works"}[/pg-structure]
 */
export function commentData(data: CommentData, comment?: string): string {
  // "[" may not stand in the JSON as it is, or a name could close the marker.
  const json = JSON.stringify(data).replaceAll("[", String.raw`\u005b`);
  const marker = `[pg-structure]${json}[/pg-structure]`;
  return comment === undefined ? marker : `${comment} ${marker}`;
}
