// What a project can do without.

/** The name of an extra, as `--keep` takes it. */
export type Extra =
  | "benchmarks"
  | "ci"
  | "compare"
  | "docker"
  | "docs"
  | "page"
  | "sample"
  | "subscriptions"
  | "telemetry"
  | "tenants";
