// What a driver does, as OpenTelemetry shows it: a span for each exchange and for each statement in it, and counts.
import { type Meter, metrics, type Tracer, trace } from "@opentelemetry/api";
import type { Driver } from "../driver/Driver.ts";
import { InstrumentedDriver } from "./InstrumentedDriver.ts";

export interface InstrumentOpts {
  /** By default the one of the name `kingpost` of the tracer provider that is registered. */
  readonly tracer?: Tracer;
  /** By default the one of the name `kingpost` of the meter provider that is registered. */
  readonly meter?: Meter;
}

/**
 * A driver that traces and counts what another one does. Nothing that is bound is ever in a span; the text of a statement is, with
 * `$1` for what is bound.
 *
 * Spans, parented to the context that is active when statements are sent: `kingpost.find Author`, `kingpost.load Author.books`,
 * `kingpost.flush` for each exchange, and below it one of kind CLIENT for each statement: `SELECT find Author`, with `db.system.name`,
 * `db.operation.name`, `db.query.text`, `db.query.summary`, `db.response.returned_rows`, and when it failed `error.type` and
 * `db.response.status_code`, the SQLSTATE.
 *
 * Metrics: `kingpost.statements`, `kingpost.rows` (counters), `kingpost.batch.size`, `kingpost.flush.size` (histograms of statements and of rows),
 * `db.client.operation.duration` (histogram, seconds).
 *
 * ```ts
 * import { instrument } from "kingpost/otel";
 *
 * const driver = instrument(new PostgresDriver(pool));
 * ```
 */
export function instrument(driver: Driver, options: InstrumentOpts = {}): Driver {
  const { tracer = trace.getTracer("kingpost"), meter = metrics.getMeter("kingpost") } = options;
  return new InstrumentedDriver(driver, tracer, meter);
}
