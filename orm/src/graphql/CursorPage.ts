// A page as GraphQL clients know it from other servers: edges with cursors, and what is known of the pages around.

export interface CursorPage<T> {
  readonly edges: ReadonlyArray<{ readonly node: T; readonly cursor: string }>;
  readonly nodes: ReadonlyArray<T>;
  readonly pageInfo: CursorPageInfo;
}

/** The functions are called, and ask the database, only when a query selects their fields. */
export interface CursorPageInfo {
  readonly startCursor: string | undefined;
  readonly endCursor: string | undefined;
  hasNextPage(): Promise<boolean>;
  hasPreviousPage(): Promise<boolean>;
  totalCount(): Promise<number>;
}
