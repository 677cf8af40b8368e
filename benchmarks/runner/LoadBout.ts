// One contestant under load, inside the contestant's own process: it serves, another process asks and compares every answer.
import type { AddressInfo } from "node:net";
import { Client } from "pg";
import { roster } from "../contestants/roster.ts";
import type { Serving } from "../contestants/ServingContestant.ts";
import { Fixture } from "../fixtures/Fixture.ts";
import { fullSizes, type Sizes } from "../fixtures/Sizes.ts";
import { Generator } from "../load/Generator.ts";
import { type Answered, connections, type Load, poolSize } from "../load/Load.ts";
import { findLoad } from "../scenarios/findScenario.ts";
import type { LoadItem } from "../scenarios/Scenario.ts";
import { Allocation } from "./Allocation.ts";
import { BenchmarkError } from "./BenchmarkError.ts";
import { memoryInUse } from "./memoryInUse.ts";
import type { Block, Costs, Latency } from "./messages.ts";
import type { Wire } from "./Wire.ts";

/** What `LoadBout.open` is told. */
export interface LoadBoutOptions {
  readonly item: LoadItem;
  readonly entry: string;
  readonly url: string;
  readonly sizes: Sizes;
}

/** How much processor time a contestant spends before it is measured, and how long a block takes, about. */
const warmUpMs = 8_000;
const blockMs = 1_500;

interface Served extends Latency {
  readonly durationMs: number;
  readonly amount: number;
  readonly cpuMs: number;
}

export class LoadBout {
  readonly notes: ReadonlyArray<string>;
  readonly #load: Load;
  readonly #sizes: Sizes;
  readonly #serving: Serving;
  readonly #address: string;
  readonly #database: Client;
  readonly #generator = new Generator();
  /** Each block that writes has values of its own. */
  #blocks = 0;
  /** Requests of the next block: as many as take about so long. */
  #amount: number;

  private constructor(
    { item, sizes }: LoadBoutOptions,
    serving: Serving,
    notes: ReadonlyArray<string>,
    database: Client,
  ) {
    this.#load = findLoad(item);
    this.#sizes = sizes;
    this.#serving = serving;
    this.notes = notes;
    this.#database = database;
    this.#amount = connections * 2;
    const { port } = serving.app.server.address() as AddressInfo;
    this.#address = `http://127.0.0.1:${port}`;
  }

  static async open(options: LoadBoutOptions): Promise<LoadBout> {
    const { item, entry, url } = options;
    const load = roster[entry]?.[item];
    if (load === undefined)
      throw new BenchmarkError("CONTESTANT_FAILED", `${entry} does not take part in ${item}`);
    const contestant = await load();
    const serving = await contestant.open(url, poolSize);
    await serving.app.listen({ port: 0, host: "127.0.0.1" });
    const database = new Client({ connectionString: url });
    await database.connect();
    await findLoad(item).prepare?.(database);
    return new LoadBout(options, serving, contestant.notes, database);
  }

  /** Counts what one request sends and gets, after there was one, so that what happens once per process is not counted. */
  async count(wire: Wire): Promise<Costs> {
    await this.#ask();
    let costs = await this.#costs(wire);
    // Not to be told: see `Allocation`.
    for (let more = 4; costs.allocatedBytes === 0 && more > 0; more--)
      costs = await this.#costs(wire);
    return costs;
  }

  async #costs(wire: Wire): Promise<Costs> {
    let costs: Costs | undefined;
    await this.#ask(async (answer) => {
      await memoryInUse(1);
      const stop = wire.count();
      const before = wire.total();
      const allocation = new Allocation();
      await answer();
      const allocatedBytes = allocation.stop();
      const { sentBytes, receivedBytes } = wire.total();
      costs = {
        ...stop(),
        allocatedBytes,
        // To and from the database: what the harness asks comes by sockets of another kind.
        sentBytes: sentBytes - before.sentBytes,
        receivedBytes: receivedBytes - before.receivedBytes,
        // Of a request that was answered nothing is held.
        heldBytes: 0,
      };
    });
    return costs!;
  }

  /** Until the engine has compiled what there is to compile; small tables are not there to be timed. */
  async warmUp(): Promise<void> {
    const isMeasured = this.#sizes.treeAuthors >= fullSizes.treeAuthors;
    let left = isMeasured ? warmUpMs : 0;
    while (left > 0) {
      const { durationMs, amount, cpuMs } = await this.#serve(this.#amount);
      left -= cpuMs;
      const perSecond = amount / durationMs;
      this.#amount = roundUp(Math.min(perSecond * blockMs, this.#amount * 4));
    }
  }

  /**
   * A few requests first that are not timed. No collection is forced: one of a server that has nothing to do takes away what the engine has
   * learnt as well, which takes thousands of requests to come back. What the requests leave behind is collected while they are served.
   */
  async block(): Promise<Block> {
    await this.#serve(roundUp(this.#amount / 10));
    const { durationMs, amount, cpuMs, p50Ms, p99Ms } = await this.#serve(this.#amount);
    return {
      workMs: durationMs / amount,
      cpuMs: cpuMs / amount,
      readMs: 0,
      latency: { p50Ms, p99Ms },
    };
  }

  async close(): Promise<void> {
    this.#generator.close();
    await this.#serving.app.close();
    await this.#serving.close();
    await this.#load.reset?.(this.#database);
    await this.#database.end();
  }

  /** So many requests by the load generator. Every answer is compared, and what they wrote. */
  async #serve(amount: number): Promise<Served> {
    const { item } = this.#load;
    const block = ++this.#blocks;
    const before = process.cpuUsage();
    const done = await this.#generator.run({
      item,
      sizes: this.#sizes,
      address: this.#address,
      block,
      amount,
    });
    const { user, system } = process.cpuUsage(before);
    await this.#check(block, done.answered);
    return { ...done, amount, cpuMs: (user + system) / 1_000 };
  }

  /** One request, without HTTP and without the load generator. */
  async #ask(around = (answer: () => Promise<void>): Promise<void> => answer()): Promise<void> {
    const block = ++this.#blocks;
    const [[request] = []] = this.#load.requests(new Fixture(this.#sizes), block);
    const { body, answer: expected } = request!;
    let text = "";
    await around(async () => {
      const headers = { "content-type": "application/json" };
      const { app } = this.#serving;
      const response = await app.inject({ method: "POST", url: "/graphql", headers, body });
      text = response.body;
    });
    if (text !== expected)
      throw new BenchmarkError(
        "MISMATCH",
        `${text.slice(0, 300)} is not ${expected.slice(0, 300)}`,
      );
    await this.#check(block, [1]);
  }

  async #check(block: number, answered: Answered): Promise<void> {
    const wrong = await this.#load.check?.(
      this.#database,
      new Fixture(this.#sizes),
      block,
      answered,
    );
    if (wrong !== undefined) throw new BenchmarkError("MISMATCH", wrong);
  }
}

/** The same number for each connection. */
function roundUp(amount: number): number {
  return Math.max(1, Math.ceil(amount / connections)) * connections;
}
