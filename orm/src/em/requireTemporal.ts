// Temporal, as the platform has it (Node 26) or the package `temporal-polyfill`.
import { createRequire } from "node:module";
import type { Temporal as Spec } from "temporal-spec";
import { ConfigError } from "../errors/ConfigError.ts";

/**
 * `Temporal` of the platform, else of the package `temporal-polyfill`; `undefined` when there is neither.
 * @example
 * maybeRequireTemporal()?.Now.instant();
 */
export function maybeRequireTemporal(): typeof Spec | undefined {
  const { Temporal: own } = globalThis as { readonly Temporal?: typeof Spec };
  return own ?? polyfill();
}

/**
 * `Temporal` of the platform, else of the package `temporal-polyfill`.
 * @throws ConfigError (`CONFIG`) when there is neither
 */
export function requireTemporal(): typeof Spec {
  const found = maybeRequireTemporal();
  if (found === undefined)
    throw new ConfigError({
      reason: "There is no Temporal: run on Node 26, or add the package temporal-polyfill",
    });
  return found;
}

function polyfill(): typeof Spec | undefined {
  try {
    const require = createRequire(import.meta.url);
    return (require("temporal-polyfill") as { readonly Temporal: typeof Spec }).Temporal;
  } catch {
    return undefined;
  }
}
