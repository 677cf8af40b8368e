// How much of the pool is in use, as metrics that are read when they are exported.
import { metrics } from "@opentelemetry/api";
import type { Pool } from "pg";

export function measurePool(pool: Pool): void {
  const meter = metrics.getMeter("kingpost-app");
  const connections = meter.createObservableUpDownCounter("db.client.connection.count", {
    unit: "{connection}",
  });
  const waiting = meter.createObservableUpDownCounter("db.client.connection.pending_requests", {
    unit: "{request}",
  });
  const state = "db.client.connection.state";
  connections.addCallback((result) => {
    result.observe(pool.idleCount, { [state]: "idle" });
    result.observe(pool.totalCount - pool.idleCount, { [state]: "used" });
  });
  waiting.addCallback((result) => result.observe(pool.waitingCount));
}
