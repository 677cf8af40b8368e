// A package that cannot be built or published as it is.

export class BuildError extends Error {
  override readonly name = "BuildError";
  readonly code = "BUILD";
}
