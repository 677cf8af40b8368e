// What was registered on an entity, as data.
import type { SourceLocation } from "../errors/SourceLocation.ts";
import type { ConfigDescription } from "../types/ConfigDescription.ts";
import type { Default } from "./Default.ts";
import type { Hook } from "./Hook.ts";
import type { RegisteredRule } from "./Rule.ts";

export interface Registrations {
  readonly rules: ReadonlyArray<RegisteredRule>;
  readonly hooks: ReadonlyArray<Hook>;
  readonly defaults: ReadonlyArray<Default>;
  readonly constraintMessages: ReadonlyMap<string, { readonly location: SourceLocation }>;
  readonly cascades: ReadonlySet<string>;
}

export function describeConfig(registered: Registrations): ConfigDescription {
  const { rules, hooks, defaults, constraintMessages, cascades } = registered;
  return {
    rules: rules.map(({ name, hint, isOfCommit, location }) => ({
      moment: isOfCommit ? "commit" : "validation",
      name,
      hint: hint?.toJSON(),
      location: String(location),
    })),
    hooks: hooks.map(({ kind, hint, fn, location }) => ({
      moment: kind,
      name: fn.name === "" ? undefined : fn.name,
      hint: hint.isEmpty ? undefined : hint.toJSON(),
      location: String(location),
    })),
    defaults: defaults.map(({ field, hint, location }) => ({
      field,
      hint: hint?.toJSON(),
      location: String(location),
    })),
    constraintMessages: [...constraintMessages].map(([constraint, { location }]) => ({
      constraint,
      location: String(location),
    })),
    cascades: [...cascades],
  };
}
