// Entities that stand for the rows of a view: they are found, loaded and followed, never written.

declare const isView: unique symbol;

/** The options that a view's entity would be made from: there are none, since it is only read. */
export interface ViewOpts {
  readonly [isView]: "a view is only read";
}

/** What the entities of views have in common, as types. */
export interface ViewEntity {
  readonly __types: { readonly opts: ViewOpts };
}

export interface RefreshViewOptions {
  /** Others can read it meanwhile; it needs a unique index. Default: they wait. */
  readonly concurrently?: boolean | undefined;
}
