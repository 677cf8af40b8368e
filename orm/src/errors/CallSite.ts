// Where a call was made, for errors that come from a statement which many calls share: their own stack ends in the driver.

/** Marks an error that all who wait for a statement get, until each of them has one of its own. */
const isShared = Symbol("shared");

export class CallSite {
  /** Formatted only when it is read. */
  declare readonly stack: string;

  /** @param method what was called; what it called is left out */
  constructor(method: (...args: never[]) => unknown) {
    Error.captureStackTrace(this, method);
  }

  /** Says of an error that many callers will get it. */
  static share(error: unknown): unknown {
    if (error instanceof Error && Object.isExtensible(error))
      Object.defineProperty(error, isShared, { value: true, configurable: true });
    return error;
  }

  /**
   * Called where a failed wait goes on. The engine knows who awaits the function that runs, and who awaits that, so nothing
   * has to be remembered of calls that succeed. An error that is the caller's own already is thrown as it is.
   */
  static rethrow(this: void, error: unknown): never {
    if (!(error instanceof Error && isShared in error)) throw error;
    throw new CallSite(CallSite.rethrow).errorOf(error);
  }

  /** The error as this caller gets it: one of its own, whose stack goes on to the call. */
  errorOf(error: unknown): unknown {
    if (!(error instanceof Error)) return error;
    const { [isShared]: _, ...members } = Object.getOwnPropertyDescriptors(
      error,
    ) as PropertyDescriptorMap;
    // An error for whoever looks closely, too: what `Object.create` makes is none.
    const own = new Error();
    Object.setPrototypeOf(own, Object.getPrototypeOf(error) as object);
    Object.defineProperties(own, members);
    const frames = this.stack.split("\n").slice(1).join("\n");
    Object.defineProperty(own, "stack", {
      value: `${error.stack ?? error.message}\n    --- called ---\n${frames}`,
      configurable: true,
      writable: true,
    });
    return own;
  }
}
