// `em.trace`: prints what is set on entities of one em.
import { UnknownFieldError } from "../errors/UnknownFieldError.ts";
import { listOf } from "../kit/listOf.ts";
import type { Domain } from "../schema/Domain.ts";
import { FieldTrace, type Watched } from "../session/FieldTrace.ts";
import type { Session } from "../session/Session.ts";
import type { Trace, TraceOptions } from "../types/Trace.ts";

/** @throws UnknownFieldError (`UNKNOWN_FIELD`), DomainError (`DOMAIN`) */
export function traceFields(
  { domain, events }: Session,
  { fields, print = printLine }: TraceOptions,
): Trace {
  if (fields === undefined) return { stop: () => undefined };
  const watched = fields === true ? undefined : listOf(fields).map((name) => parse(domain, name));
  const trace = new FieldTrace(watched, print);
  events.traces = [...events.traces, trace];
  return {
    stop: () => {
      events.traces = events.traces.filter((other) => other !== trace);
    },
  };
}

/** `Author`, `Author.firstName,lastName` or `Author.age!`. */
function parse(domain: Domain, name: string): Watched {
  const [type, ...rest] = name.split(".");
  const meta = domain.getMetadataForType(type!);
  const fields = new Map<string, boolean>();
  for (const part of rest.join(".").split(",")) {
    const field = part.trim().replace(/!$/, "");
    if (field === "") continue;
    if (!meta.fields.has(field)) throw new UnknownFieldError({ field: `${meta.type}.${field}` });
    fields.set(field, part.trim().endsWith("!"));
  }
  return { meta, fields };
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
