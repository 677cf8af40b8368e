// The main file of an ORM's process: plays the scenarios it is told, one at a time.
import { roster } from "../roster.ts";
import { CompareError } from "./CompareError.ts";
import type { Answer, Order } from "./messages.ts";

process.on("message", (order: Order) => {
  carryOut(order).then(answer, (error: unknown) => {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    answer({ kind: "failed", reason });
  });
});
process.on("disconnect", () => process.exit(0));

async function carryOut({ orm: name, scenario, url }: Order): Promise<Answer> {
  const orm = await roster[name]?.load();
  if (orm === undefined) throw new CompareError("ORM_FAILED", `there is no ORM named ${name}`);
  return { kind: "observed", ...(await orm.play(scenario, url)) };
}

function answer(message: Answer): void {
  process.send?.(message);
}
