// Who sends a request, as far as the application needs to know.

export interface User {
  /** The id of the reader. */
  readonly id: string;
  readonly roles: ReadonlyArray<Role>;
  /** When the token is over: what goes on for long ends with it. */
  readonly until?: Date;
  /** The id of the library that the user works for: shelves, loans and notes are those of this one. None for readers at home. */
  readonly library?: string | undefined;
}

/** An editor may change what belongs to others. */
export type Role = "editor";
