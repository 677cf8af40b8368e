// What the application has to say to those who listen: one statement for all of it, which Postgres delivers at COMMIT or not at all.
import { InvalidValueError } from "../../errors/InvalidValueError.ts";
import type { Notification } from "../../session/Notification.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import type { Write } from "../Write.ts";

/** @throws InvalidValueError (`INVALID_VALUE`) for a payload that cannot be sent */
export function notifyListeners(notifications: ReadonlyArray<Notification>): Write {
  const payloads = notifications.map(payloadOf);
  const channels = notifications.map(({ channel }) => channel);
  return {
    title: `notify ${[...new Set(channels)].join(", ")} ×${notifications.length}`,
    statement: {
      text: "SELECT count(pg_notify(channel, payload)) FROM unnest($1::text[], $2::text[]) AS sent(channel, payload)",
      values: [arrayLiteral(channels), arrayLiteral(payloads)],
      operation: "notify",
    },
    states: [],
    settle: () => undefined,
  };
}

/** What Postgres refuses is told before anything is sent. */
function payloadOf({ channel, payload }: Notification): string {
  const text = typeof payload === "string" ? payload : payload();
  const problem = problemOf(text);
  if (problem === undefined) return text;
  throw new InvalidValueError({ entity: `The notification of ${channel}`, reason: problem });
}

function problemOf(text: string): string | undefined {
  if (text.includes("\0")) return "contains a NUL character";
  if (!text.isWellFormed()) return "is not well-formed Unicode";
  if (Buffer.byteLength(text) > maxBytes)
    return `is longer than ${maxBytes} bytes: send ids, and have who listens load what they stand for`;
  return undefined;
}

const maxBytes = 7_999;
