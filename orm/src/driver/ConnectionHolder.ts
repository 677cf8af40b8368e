// What stands for a connection without showing it: the handles that users are given of an open transaction.
import type { Connection } from "./Driver.ts";

export abstract class ConnectionHolder {
  readonly #connection: Connection | undefined;

  constructor(connection: Connection | undefined) {
    this.#connection = connection;
  }

  protected get connection(): Connection | undefined {
    return this.#connection;
  }

  static connectionOf(value: object): Connection | undefined {
    return #connection in value ? value.#connection : undefined;
  }
}
