/** What a client asks of a page by cursors: filter and order as its schema offers them, and a part of what there is. */
export interface CursorArgs {
  readonly filter?: object | null | undefined;
  readonly orderBy?: unknown;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}
