// The rows of one statement in batches, by a cursor of the server: all of them as of one instant, in a transaction that only reads.
import { AbortError } from "../errors/AbortError.ts";
import type { Statement } from "../sql/Statement.ts";
import type { Connection, Driver, Result } from "./Driver.ts";
import { resultsOf } from "./resultsOf.ts";

export interface StreamSettings {
  readonly batchSize: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes a connection until the last row was read or nobody wants more.
 * @throws AbortError (`ABORTED`)
 */
export async function* streamRows(
  driver: Driver,
  { text, values, operation }: Statement,
  { batchSize, signal }: StreamSettings,
): AsyncGenerator<Result> {
  const connection = await driver.connect();
  const open = { text: `DECLARE kingpost_stream NO SCROLL CURSOR FOR ${text}`, values, operation };
  const fetch = { text: `FETCH ${batchSize} FROM kingpost_stream`, values: [], operation };
  try {
    await connection.begin({ isolation: "repeatable read", readOnly: true });
    let [, result] = await run(connection, [open, fetch], signal);
    for (; result!.rowCount > 0; [result] = await run(connection, [fetch], signal)) {
      yield result!;
      if (result!.rowCount < batchSize) return;
    }
  } finally {
    // Nothing was written: this closes the cursor and the transaction.
    if (connection.inTransaction) await connection.rollback().catch(() => undefined);
    connection.release();
  }
}

/**
 * As `streamRows`, in a transaction that is open, which stays so: the rows are as it sees them.
 * @param place of the cursor among those that are open
 */
export async function* streamRowsWithin(
  connection: Connection,
  { text, values, operation }: Statement,
  { batchSize }: StreamSettings,
  place: number,
): AsyncGenerator<Result> {
  const name = `kingpost_stream_${place}`;
  const open = { text: `DECLARE ${name} NO SCROLL CURSOR FOR ${text}`, values, operation };
  const fetch = { text: `FETCH ${batchSize} FROM ${name}`, values: [], operation };
  const close = { text: `CLOSE ${name}`, values: [], operation };
  try {
    let [, result] = resultsOf(await connection.execute([open, fetch]));
    for (; result!.rowCount > 0; [result] = resultsOf(await connection.execute([fetch]))) {
      yield result!;
      if (result!.rowCount < batchSize) return;
    }
  } finally {
    // Whatever has become of the transaction takes the cursor along.
    if (connection.inTransaction) await connection.execute([close]);
  }
}

async function run(
  connection: Connection,
  statements: ReadonlyArray<Statement>,
  signal: AbortSignal | undefined,
): Promise<Result[]> {
  const outcomes = await connection.execute(statements, { signal, endsTransaction: true });
  return outcomes.map(({ result, error }) => {
    if (error === undefined) return result;
    if (signal?.aborted !== true) throw error;
    const { operation } = statements[0]!;
    throw new AbortError({ operation, cause: signal.reason });
  });
}
