// Records what another driver is asked to send, for tests that assert whole SQL. It pretends nothing: every statement
// runs on the driver underneath.
import type { Statement } from "../sql/Statement.ts";
import type { Driver } from "./Driver.ts";
import { ForwardingDriver } from "./ForwardingDriver.ts";

/**
 * ```ts
 * const recording = new RecordingDriver(driver);
 * await new EntityManager(ctx, recording).load(Author, "a:1");
 * expect(recording.statements.map(({ text }) => text)).toEqual(["SELECT …"]);
 * expect(recording.roundTrips).toBe(1);
 * ```
 */
export class RecordingDriver extends ForwardingDriver {
  #statements: Statement[] = [];
  #roundTrips = 0;

  constructor(driver: Driver) {
    super(driver);
    driver.events.on("roundTrip", () => {
      this.#roundTrips++;
    });
  }

  /** The statements in the order in which they were sent, without BEGIN and COMMIT. */
  get statements(): ReadonlyArray<Statement> {
    return this.#statements;
  }

  /** How often the driver waited for the server, BEGIN and COMMIT included. Others who use the driver count too. */
  get roundTrips(): number {
    return this.#roundTrips;
  }

  clear(): void {
    this.#statements = [];
    this.#roundTrips = 0;
  }

  override exchange<R>(
    statements: ReadonlyArray<Statement>,
    send: () => Promise<ReadonlyArray<R>>,
  ): Promise<ReadonlyArray<R>> {
    this.#statements.push(...statements);
    return send();
  }
}
