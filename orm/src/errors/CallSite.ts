// Where a call was made, for errors that come from a statement which many calls share: their own stack ends in the driver.

export class CallSite {
  /** Formatted only when it is read. */
  declare readonly stack: string;

  /** @param method what was called; frames above it are left out */
  constructor(method: (...args: never[]) => unknown) {
    Error.captureStackTrace(this, method);
  }

  /** The error as this caller gets it: one of its own, whose stack goes on to the call. */
  errorOf(error: unknown): unknown {
    if (!(error instanceof Error)) return error;
    const own = Object.create(
      Object.getPrototypeOf(error) as object,
      Object.getOwnPropertyDescriptors(error),
    ) as Error;
    const frames = this.stack.split("\n").slice(1).join("\n");
    Object.defineProperty(own, "stack", {
      value: `${error.stack ?? error.message}\n    --- called ---\n${frames}`,
      configurable: true,
      writable: true,
    });
    return own;
  }
}
