// `Temporal` as a value and as types, for applications; importing this loads it.
import type { Temporal as Spec } from "temporal-spec";
import { maybeRequireTemporal } from "./requireTemporal.ts";

/** The one that Kingpost uses. Without any it is `undefined`, whatever its type says: `requireTemporal` tells. */
export const Temporal: typeof Spec = maybeRequireTemporal()!;

/** The types of its classes. */
export declare namespace Temporal {
  export type Duration = Spec.Duration;
  export type Instant = Spec.Instant;
  export type PlainDate = Spec.PlainDate;
  export type PlainDateTime = Spec.PlainDateTime;
  export type PlainMonthDay = Spec.PlainMonthDay;
  export type PlainTime = Spec.PlainTime;
  export type PlainYearMonth = Spec.PlainYearMonth;
  export type ZonedDateTime = Spec.ZonedDateTime;
}
