// time and timetz as strings in the form in which Postgres prints them: 07:08:09.123456, 07:08:09+05:30.
import type { Codec } from "../Codec.ts";
import { textCodec } from "./textCodec.ts";

const form =
  /^\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,6})0*)?)?\s*(Z|[+-]\d{1,2}(?::?\d\d)?(?::\d\d)?)?\s*$/;

export function timeCodec(type: "time without time zone" | "time with time zone"): Codec<string> {
  const hasZone = type === "time with time zone";
  const example = hasZone
    ? "is not a time with its offset, such as 07:08:09+02"
    : "is not a time such as 07:08:09";
  const spelled = (value: string): string => spell(value, hasZone) ?? value;
  return {
    ...textCodec(type),
    encode: spelled,
    keep: spelled,
    refuse: (value) =>
      typeof value === "string" && spell(value, hasZone) !== undefined ? undefined : example,
  };
}

function spell(text: string, hasZone: boolean): string | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, hour = "", minute, second = "00", fraction = "", zone] = match;
  if (Number(minute) > 59 || Number(second) > 59 || Number(hour) > 24) return undefined;
  const digits = fraction.replace(/0+$/, "");
  if (Number(hour) === 24 && (Number(minute) > 0 || Number(second) > 0 || digits !== ""))
    return undefined;
  const offset = zone === undefined ? undefined : spellOffset(zone);
  if (hasZone ? offset === undefined : zone !== undefined) return undefined;
  return `${hour.padStart(2, "0")}:${minute}:${second}${digits === "" ? "" : `.${digits}`}${offset ?? ""}`;
}

/** `+5:30` is `+05:30`, `Z` is `+00`. */
function spellOffset(zone: string): string | undefined {
  if (zone === "Z") return "+00";
  const match = /^([+-])(\d{1,2})(?::?(\d\d))?(?::(\d\d))?$/.exec(zone);
  if (match === null) return undefined;
  const [, sign, hours = "", minutes = "00", seconds = "00"] = match;
  if (Number(hours) > 15 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const isZero = Number(hours) + Number(minutes) + Number(seconds) === 0;
  const short = `${isZero ? "+" : sign}${hours.padStart(2, "0")}`;
  if (seconds !== "00") return `${short}:${minutes}:${seconds}`;
  return minutes === "00" ? short : `${short}:${minutes}`;
}
