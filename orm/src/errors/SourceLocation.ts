// Where in the application's sources something was registered, for whatever is complained about later. Taking one costs a captured
// stack, which is read when somebody asks.

/** `Author.ts:12` */
export class SourceLocation {
  /** Formatted only when it is read. */
  declare readonly stack: string;

  readonly #isPassed: (file: string) => boolean;

  /**
   * The location is the first line on the way here that stands in another file than the one that takes it.
   * @param isPassed says of a file that it is not meant
   */
  constructor(isPassed: (file: string) => boolean = () => false) {
    this.#isPassed = isPassed;
    Error.captureStackTrace(this, SourceLocation);
  }

  /** The path of the file; empty where the engine does not tell. */
  get file(): string {
    return this.#frame?.[1] ?? "";
  }

  get line(): number {
    return Number(this.#frame?.[2] ?? 0);
  }

  /** The file's name and the line. */
  toString(): string {
    return `${this.file.slice(this.file.lastIndexOf("/") + 1)}:${this.line}`;
  }

  toJSON(): string {
    return this.toString();
  }

  /** Of a frame such as `at file:///app/src/Author.ts:12:8`, with or without a function's name before it. */
  get #frame(): RegExpExecArray | undefined {
    const frames = [
      ...this.stack.matchAll(/\n\s+at (?:.*\()?(?:file:\/\/)?(.+?):(\d+):\d+\)?(?=\n|$)/g),
    ];
    return frames.find(([, file]) => file !== frames[0]![1] && !this.#isPassed(file!));
  }
}
