// What a developer's loop follows, and where.

/** The parts of the loop that can be left away. */
export type DevPart = "codegen" | "migrate" | "server" | "tests" | "types";

/** The parts, in the order in which a change goes through them. */
export const devParts: ReadonlyArray<DevPart> = ["migrate", "codegen", "server", "types", "tests"];

/** One loop. */
export interface DevOptions {
  /** The application's folder. */
  readonly appDir: string;
  /** The folder whose `.env` and `.data/` are the project's. Default: the application's. */
  readonly projectDir?: string;
  /** Default: all. */
  readonly parts?: ReadonlyArray<DevPart>;
  /** The migrations, below the application's folder. Default `migrations`. */
  readonly migrations?: string;
  /** What is served, below the application's folder. Default `src/main.ts`. */
  readonly main?: string;
  /** What fills an empty database, where there is such a file. Default `src/seed.ts`. */
  readonly seed?: string;
  /** Further folders whose sources the application runs on, such as those of libraries in the same workspace. */
  readonly libraries?: ReadonlyArray<string>;
  /** Arguments of each `tsc --watch`. Default: one of the application. */
  readonly types?: ReadonlyArray<ReadonlyArray<string>>;
  /** Where the tests are run from. Default: the application's folder. */
  readonly testDir?: string;
  /** More arguments of `vitest related`. */
  readonly testArguments?: ReadonlyArray<string>;
  /** Lines as JSON. */
  readonly json?: boolean;
  /** Ends the loop. */
  readonly signal: AbortSignal;
  /** Takes the lines. */
  readonly write: (line: string) => void;
}
