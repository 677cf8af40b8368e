// A driver for one request: it counts the statements that the request sends, and passes them on.
import type { Driver } from "kingpost";

export class CountingDriver implements Driver {
  readonly #driver: Driver;
  #statements = 0;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Statements sent so far; BEGIN and COMMIT are not counted. */
  get statements(): number {
    return this.#statements;
  }

  get events(): Driver["events"] {
    return this.#driver.events;
  }

  get ids(): Driver["ids"] {
    return this.#driver.ids;
  }

  execute(...args: Parameters<Driver["execute"]>): ReturnType<Driver["execute"]> {
    this.#statements += args[0].length;
    return this.#driver.execute(...args);
  }

  transact(...args: Parameters<Driver["transact"]>): ReturnType<Driver["transact"]> {
    this.#statements += args[0].length;
    return this.#driver.transact(...args);
  }

  async connect(): ReturnType<Driver["connect"]> {
    const connection = await this.#driver.connect();
    return new Proxy(connection, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        return (...args: unknown[]): unknown => {
          const isSending = name === "execute" || name === "transact";
          if (isSending && Array.isArray(args[0])) this.#statements += args[0].length;
          return Reflect.apply(value, target, args);
        };
      },
    });
  }
}
