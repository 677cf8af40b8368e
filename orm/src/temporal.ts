// The door of `kingpost/temporal`: Temporal as Kingpost uses it.

export { Temporal } from "./schema/values/Temporal.ts";
export { maybeRequireTemporal, requireTemporal } from "./schema/values/requireTemporal.ts";
