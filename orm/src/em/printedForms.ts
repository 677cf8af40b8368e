// What Postgres printed of a value that an application was given, so that the value can become an entity's cell again as it
// was: microseconds, time zones and all.
import type { Codec } from "../schema/Codec.ts";
import type { Cell } from "../sql/Statement.ts";

interface PrintedForm {
  readonly codec: Codec;
  readonly text: string;
}

/** By the value itself, as if it were a private member of it: the row that it stood in may have been copied or changed. */
const forms = new WeakMap<object, PrintedForm>();

/** Only objects have to be remembered: numbers, booleans and strings say all that was printed. */
export function rememberPrinted(value: unknown, codec: Codec, text: string): void {
  if (typeof value === "object" && value !== null) forms.set(value, { codec, text });
}

/**
 * The cell of a value that was read by `em.sql`, changed or not; `undefined` for any other value.
 * @param type of the column that it is for, as codecs name it
 */
export function printedCell(value: object, type: string): Cell | undefined {
  const form = forms.get(value);
  if (form === undefined) return undefined;
  const { codec, text } = form;
  const isSame = codec.equals(codec.decode(text), value);
  if (codec.type === type && isSame) return text;
  const printed = codec.encode(value);
  // A day of an instant, and its first instant: both in UTC, as columns without a zone are read.
  return type === "date" ? printed.replace(/T[\d:.]+Z/, "") : printed;
}
