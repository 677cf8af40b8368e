// Why code could not be generated. Everything a person can do something about is said in `problems`, one line each.

/**
 * `CONFIG`: the configuration is wrong or missing. `CONNECT`: the database could not be read. `SCHEMA`: the schema, or names that
 * follow from it, allow no correct code. `PLUGIN`: a plugin does not do what plugins do. `SNAPSHOT`: the snapshot is missing or damaged. `WRITE`: a file could not be written.
 */
export type CodegenErrorCode = "CONFIG" | "CONNECT" | "PLUGIN" | "SCHEMA" | "SNAPSHOT" | "WRITE";

export class CodegenError extends Error {
  override readonly name = "CodegenError";
  readonly code: CodegenErrorCode;
  /** One sentence or path with what is wrong and what fixes it. */
  readonly problems: ReadonlyArray<string>;

  constructor(code: CodegenErrorCode, problems: ReadonlyArray<string>, options?: ErrorOptions) {
    super(problems.join("\n"), options);
    this.code = code;
    this.problems = problems;
  }
}
