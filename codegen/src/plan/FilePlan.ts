// What is to be done to one file below the folder of entities.

export interface FilePlan {
  readonly path: string;
  /** `always`: the file is ours. `once`: it is made when it is missing, and belongs to people from then on. */
  readonly mode: "always" | "once";
  /** Not formatted, and without the header of files that are ours. */
  readonly contents: string;
}
