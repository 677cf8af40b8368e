// What changed since an earlier run, for the terminal. Pure.
import type { Change } from "./changesOf.ts";
import { isSameMachine } from "./isSameMachine.ts";
import type { Report } from "./Report.ts";
import { wordOf } from "./wordOf.ts";

/** Only what changed is told; that the rest did not is one line, and another one that a part of the earlier run was not asked for. */
export function printChanges(changes: ReadonlyArray<Change>, now: Report, before: Report): string {
  const gone = changes.filter(({ verdict }) => verdict === "gone").length;
  const told = changes.filter(
    ({ verdict, counts }) =>
      verdict !== "gone" && (verdict !== "no difference" || counts.length > 0),
  );
  const lines = told.map(({ item, contestant, verdict, factor, counts }) =>
    [
      item.padEnd(4),
      contestant.padEnd(18),
      wordOf(item, verdict).padEnd(14),
      factor === undefined
        ? ""
        : `× ${factor.median.toFixed(2)} (${factor.low.toFixed(2)} – ${factor.high.toFixed(2)})`,
      counts.join(", "),
    ]
      .filter((cell) => cell !== "")
      .join(" ")
      .trimEnd(),
  );
  const rest = changes.length - told.length - gone;
  return [
    `Since ${before.commit?.slice(0, 10) ?? before.startedAt}:`,
    ...lines,
    ...(rest > 0
      ? [`${rest} ${rest === 1 ? "figure" : "figures"} without a difference beyond noise`]
      : []),
    ...(gone > 0 ? [goneLine(gone)] : []),
    ...(isSameMachine(now, before)
      ? []
      : ["The runs are from different machines: ratios may differ for that reason alone."]),
    ...(now.isMeasurement && before.isMeasurement
      ? []
      : ["One of the runs was of small tables, whose times mean nothing: only its counts do."]),
  ].join("\n");
}

/** Whoever measures a part has most of it gone. */
export function goneLine(count: number): string {
  return `${count} ${count === 1 ? "figure" : "figures"} of that run ${count === 1 ? "is" : "are"} not in this one`;
}
