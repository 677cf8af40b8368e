// Compares what was measured with what is allowed. Pure.

/** Measured or allowed figures by name. */
export type Figures = Readonly<Record<string, number>>;

export interface BudgetReport {
  /** One line per figure. */
  readonly lines: ReadonlyArray<string>;
  readonly exceeded: boolean;
}

/** A figure may be lower than its budget, never higher; a figure without a budget and a budget without a figure are faults. */
export function compareBudgets(measured: Figures, allowed: Figures): BudgetReport {
  const names = [...new Set([...Object.keys(allowed), ...Object.keys(measured)])].toSorted();
  const judged = names.map((name) => judge(name, measured[name], allowed[name]));
  return {
    lines: judged.map(({ line }) => line),
    exceeded: judged.some(({ fault }) => fault),
  };
}

function judge(
  name: string,
  measured: number | undefined,
  allowed: number | undefined,
): { line: string; fault: boolean } {
  if (measured === undefined) return { line: `${name}: not measured any more`, fault: true };
  if (allowed === undefined) return { line: `${name}: ${measured}, no budget yet`, fault: true };
  const fault = measured > allowed;
  const verdict = fault ? "over" : measured < allowed ? "under" : "at";
  return { line: `${name}: ${measured}, ${verdict} the budget of ${allowed}`, fault };
}
