// The main file of a contestant's process: takes orders from the harness one at a time and answers each.
import { isLoadItem } from "../scenarios/findScenario.ts";
import { BenchmarkError } from "./BenchmarkError.ts";
import { Bout } from "./Bout.ts";
import { LoadBout } from "./LoadBout.ts";
import type { Answer, Order } from "./messages.ts";
import { Wire } from "./Wire.ts";

// Before anything connects.
const wire = new Wire();
let bout: Bout | LoadBout | undefined;

process.on("message", (order: Order) => {
  carryOut(order).then(answer, (error: unknown) => {
    const reason = error instanceof Error ? explain(error) : String(error);
    const isMismatch = error instanceof BenchmarkError && error.code === "MISMATCH";
    if (isMismatch) answer({ kind: "failed", code: "MISMATCH", reason: error.message });
    else answer({ kind: "failed", code: "CONTESTANT_FAILED", reason });
  });
});
// The harness is gone, however it ended: so is our work.
process.on("disconnect", () => process.exit(1));

async function carryOut(order: Order): Promise<Answer> {
  if (order.kind === "open") {
    const { item } = order;
    bout = isLoadItem(item)
      ? await LoadBout.open({ ...order, item })
      : await Bout.open({ ...order, item });
    const counts = await bout.count(wire);
    await bout.warmUp();
    return { kind: "open", counts, notes: bout.notes };
  }
  if (bout === undefined) throw new BenchmarkError("CONTESTANT_FAILED", "the bout is not open");
  if (order.kind === "block") return { kind: "block", block: await bout.block() };
  await bout.close();
  return { kind: "closed" };
}

/** Some libraries give their errors a stack that says nothing of what happened. */
function explain({ message, stack = "" }: Error): string {
  return stack.includes(message) ? stack : `${message}\n${stack}`;
}

function answer(message: Answer): void {
  process.send?.(message);
}
