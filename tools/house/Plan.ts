// What a floor plan says about one package; the plans themselves stand in house.ts.

/** Where the rooms of a package stand and what each may know. */
export interface Plan {
  /** The package, as it is printed: `orm`. */
  readonly name: string;
  /** The folder that holds the rooms. */
  readonly root: string;
  /** Lowest floor first. A room imports itself and lower floors; two rooms of one floor do not import each other. */
  readonly floors: ReadonlyArray<ReadonlyArray<string>>;
  /** Folders on top that hold doors for sub-paths (`tests/vitest.ts`), as the files directly under the root do. */
  readonly doorFolders: ReadonlyArray<string>;
  /** Rooms that hold types only and compile to nothing. */
  readonly erased: ReadonlyArray<string>;
  /** Rooms without input and output: they import nothing of Node but `node:util`, and only the packages that are theirs. */
  readonly pure: ReadonlyArray<string>;
  /** Packages that belong to certain rooms; all others are open to every room that is not pure. */
  readonly packages: Readonly<Record<string, ReadonlyArray<string>>>;
  /** Packages that nothing here may import, with the reason; `types` admits `import type`. */
  readonly never: ReadonlyArray<{
    readonly name: RegExp;
    readonly why: string;
    readonly types?: boolean;
  }>;
  /** Whether every room has a README. */
  readonly readmes: boolean;
  /** Lines of code from which a file deserves a second look. */
  readonly longFile: number;
}
