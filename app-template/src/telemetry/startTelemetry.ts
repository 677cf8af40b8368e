// Sends traces and metrics to a collector, when one is configured. The SDK is large and most applications begin without it, so it is no
// dependency: who names a collector is told what to install.
import { AppError } from "../AppError.ts";
import type { Settings } from "../settings.ts";

/** As much of the SDK as is used here. */
interface Sdk {
  readonly NodeSDK: new () => { start(): void; shutdown(): Promise<void> };
}

const sdkPackage = "@opentelemetry/sdk-node";

/**
 * Starts the SDK, which reads all further `OTEL_` variables itself. What it gives sends what is left, and ends it.
 * @throws AppError `TELEMETRY_MISSING`
 */
export async function startTelemetry({
  otlpEndpoint,
}: Pick<Settings, "otlpEndpoint">): Promise<() => Promise<void>> {
  if (otlpEndpoint === undefined) return async () => undefined;
  process.env["OTEL_SERVICE_NAME"] ??= "kingpost-app";
  process.env["OTEL_METRICS_EXPORTER"] ??= "otlp";
  // The log goes to standard output, with the ids of traces.
  process.env["OTEL_LOGS_EXPORTER"] ??= "none";
  const { NodeSDK } = await loadSdk();
  const sdk = new NodeSDK();
  sdk.start();
  return () => sdk.shutdown();
}

async function loadSdk(): Promise<Sdk> {
  try {
    return (await import(sdkPackage)) as Sdk;
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND"))
      throw cause;
    throw new AppError(
      "TELEMETRY_MISSING",
      `OTEL_EXPORTER_OTLP_ENDPOINT is set, but ${sdkPackage} is not installed. Run: npm install ${sdkPackage}`,
      { cause },
    );
  }
}
