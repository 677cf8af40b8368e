// BEGIN, all writes and COMMIT in one pipeline. Along with them goes the statement that reserves the next ids.
import type { FlushRun } from "../FlushRun.ts";
import { translateError } from "../translateError.ts";

export async function write(run: FlushRun): Promise<void> {
  const { driver, loader, plan, session } = run;
  const refill = driver.ids.refill();
  const statements = plan.writes.map(({ statement }) => statement);
  try {
    run.results = await loader.runAlone(() =>
      session.executor.transact(
        refill === undefined ? statements : [...statements, refill.statement],
      ),
    );
  } catch (error) {
    throw translateError(run, error);
  }
  refill?.accept(run.results.at(-1)!);
}
