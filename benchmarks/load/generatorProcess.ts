// The load generator's own process: sends what an item asks for to a server, compares every answer, and tells how long they took.
import autocannon, { type Client, type Options, type Result } from "autocannon";
import { Fixture } from "../fixtures/Fixture.ts";
import type { Sizes } from "../fixtures/Sizes.ts";
import { findLoad } from "../scenarios/findScenario.ts";
import type { LoadItem } from "../scenarios/Scenario.ts";
import { type Answered, connections } from "./Load.ts";

export interface LoadOrder {
  readonly item: LoadItem;
  readonly sizes: Sizes;
  /** Where the server listens. */
  readonly address: string;
  readonly block: number;
  /** Requests of all connections together. */
  readonly amount: number;
}

export type LoadAnswer =
  | {
      readonly kind: "done";
      /** From the first request to the last answer. */
      readonly durationMs: number;
      /** How long each request took. */
      readonly p50Ms: number;
      readonly p99Ms: number;
      readonly answered: Answered;
      /** Of the first answer that was not right. */
      readonly wrong: string | undefined;
    }
  | { readonly kind: "failed"; readonly reason: string };

process.on("message", (order: LoadOrder) => {
  carryOut(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ kind: "failed", reason: String(error) }),
  );
});
process.on("disconnect", () => process.exit(1));

async function carryOut(order: LoadOrder): Promise<LoadAnswer> {
  const { item, sizes, address, block, amount } = order;
  const lists = findLoad(item).requests(new Fixture(sizes), block);
  const answered = lists.map(() => 0);
  const times: number[] = [];
  let wrong: string | undefined;
  let last = 0;
  let next = 0;
  const start = performance.now();
  const setupClient = (client: Client): void => {
    const connection = next++;
    client.setRequests(
      lists[connection]!.map(({ body, answer }) => ({
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        onResponse: (status, text) => {
          answered[connection]!++;
          if (status !== 200 || text !== answer)
            wrong ??= `${status} ${firstDifference(text, answer)}`;
        },
      })),
    );
  };
  const url = `${address}/graphql`;
  // A server that hangs has no figure. Whether all is answered is looked at as often as samples are taken.
  const options = { url, connections, amount, timeout: 20, sampleInt: 50, setupClient };
  const { errors, timeouts } = await send(options, (ms) => {
    times.push(ms);
    last = performance.now();
  });
  if (errors > 0 || timeouts > 0)
    return { kind: "failed", reason: `${errors} errors, ${timeouts} of them timeouts` };
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor((times.length - 1) * part)] ?? Number.NaN;
  return {
    kind: "done",
    durationMs: last - start,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    answered,
    wrong,
  };
}

function send(options: Options, onAnswer: (ms: number) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    const run = autocannon(options, (error: Error | null, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
    run.on("response", (_client, _status, _bytes, ms) => onAnswer(ms));
  });
}

/** A few letters of both, from where they part. */
function firstDifference(got: string, expected: string): string {
  let at = 0;
  while (at < got.length && got[at] === expected[at]) at++;
  const excerpt = (text: string): string => text.slice(Math.max(0, at - 40), at + 80);
  return `…${excerpt(got)}… instead of …${excerpt(expected)}…`;
}
