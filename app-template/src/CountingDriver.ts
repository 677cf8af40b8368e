// A driver for one request: it counts the statements that the request sends and the round trips that they take, and passes them on.
import type { Driver } from "kingpost";

export class CountingDriver implements Driver {
  readonly #driver: Driver;
  #statements = 0;
  #roundTrips = 0;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Statements sent so far; BEGIN and COMMIT are not counted. */
  get statements(): number {
    return this.#statements;
  }

  /** How often statements were sent and waited for: those of a pipeline go together. */
  get roundTrips(): number {
    return this.#roundTrips;
  }

  get events(): Driver["events"] {
    return this.#driver.events;
  }

  /** Without it, what a hint names would be asked for level by level. */
  get isPipelined(): boolean {
    return this.#driver.isPipelined === true;
  }

  get preloadPlugin(): Driver["preloadPlugin"] {
    return this.#driver.preloadPlugin;
  }

  async findTransactionFate(
    ...args: Parameters<NonNullable<Driver["findTransactionFate"]>>
  ): ReturnType<NonNullable<Driver["findTransactionFate"]>> {
    return (await this.#driver.findTransactionFate?.(...args)) ?? "unknown";
  }

  get ids(): Driver["ids"] {
    return this.#driver.ids;
  }

  execute(...args: Parameters<Driver["execute"]>): ReturnType<Driver["execute"]> {
    this.#count(args[0].length);
    return this.#driver.execute(...args);
  }

  transact(...args: Parameters<Driver["transact"]>): ReturnType<Driver["transact"]> {
    this.#count(args[0].length);
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
          if (isSending && Array.isArray(args[0])) this.#count(args[0].length);
          return Reflect.apply(value, target, args);
        };
      },
    });
  }

  #count(statements: number): void {
    this.#statements += statements;
    this.#roundTrips++;
  }
}
