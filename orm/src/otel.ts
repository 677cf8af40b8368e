// The door `kingpost/otel`: what a driver does as OpenTelemetry shows it. It needs `@opentelemetry/api`, which nothing else here does.
export { instrument, type InstrumentOpts } from "./otel/instrument.ts";
