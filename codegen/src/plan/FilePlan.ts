// What is to be done to one file.

export type FilePlan = OwnFilePlan | OnceFilePlan | MergedFilePlan;

/** The file is ours: it is written whenever it differs, and removed when nothing plans it any more. */
export interface OwnFilePlan {
  readonly mode: "always";
  /** Below the folder of the configuration, with slashes. */
  readonly path: string;
  /** Not formatted, and without the header of files that are ours. */
  readonly contents: string;
}

/** The file is made when it is missing, and belongs to people from then on. */
export interface OnceFilePlan {
  readonly mode: "once";
  readonly path: string;
  /** Not formatted. */
  readonly contents: string;
}

/** The file is made when it is missing; what people made of it since is kept, and what is new is put into it. */
export interface MergedFilePlan {
  readonly mode: "merge";
  readonly path: string;
  /** Not formatted. */
  readonly contents: string;
  /** What the file shall be, given what it is and what would be made of it today, which is formatted. */
  readonly merge: (existing: string, next: string) => Merged;
}

export interface Merged {
  /** Taken as it is: its form is its author's. */
  readonly contents: string;
  /** What cannot be put into the file and people should know. */
  readonly warnings?: ReadonlyArray<string> | undefined;
}
