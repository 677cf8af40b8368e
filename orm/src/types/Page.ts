// A page of a find.

/** A part of what a find gives, in its order. */
export interface Page<T> {
  readonly nodes: T[];
  readonly edges: Array<{ readonly node: T; readonly cursor: string }>;
  readonly pageInfo: {
    readonly startCursor: string | undefined;
    readonly endCursor: string | undefined;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
  /** How many there are on all pages. **SQL**: one `SELECT count(*)`, when it is called. */
  totalCount(): Promise<number>;
}
