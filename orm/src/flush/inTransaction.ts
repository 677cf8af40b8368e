// A transaction of a flush's own, for one that needs JavaScript before COMMIT: BEGIN leaves with the writes, COMMIT after what they
// led to. Meanwhile reads of the unit of work run in it, and see what was written.
import type { Connection } from "../driver/Driver.ts";
import type { FlushRun } from "./FlushRun.ts";
import { tellingPlace } from "./tellingPlace.ts";
import { translateError } from "./translateError.ts";

export async function inTransaction(
  run: FlushRun,
  work: (connection: Connection) => Promise<void>,
): Promise<void> {
  const { driver, loader, session } = run;
  const connection = await driver.connect();
  const outside = session.executor;
  try {
    await connection.begin(tellingPlace(run));
    session.executor = connection;
    session.connection = connection;
    try {
      await work(connection);
    } catch (error) {
      if (connection.inTransaction)
        await loader.runAlone(() => connection.rollback(error as Error));
      throw error;
    }
    if (connection.inTransaction) await loader.runAlone(() => end(run, connection));
  } finally {
    session.executor = outside;
    session.connection = undefined;
    connection.release();
  }
}

async function end(run: FlushRun, connection: Connection): Promise<void> {
  try {
    await (run.isRehearsal ? connection.rollback() : connection.commit());
  } catch (error) {
    // What is checked at the end is violated.
    throw translateError(run, error);
  }
}
