/** How large pages are. */
export interface PageLimits {
  /** When a client names no size. Default: 100. */
  readonly defaultPageSize?: number | undefined;
  /** What a client may ask for at most. Default: 1,000. */
  readonly maxPageSize?: number | undefined;
}
