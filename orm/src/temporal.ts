// The door of `kingpost/temporal`: Temporal as Kingpost uses it.

export { Temporal } from "./em/Temporal.ts";
export { maybeRequireTemporal, requireTemporal } from "./em/requireTemporal.ts";
