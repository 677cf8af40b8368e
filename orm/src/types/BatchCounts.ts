/** What one operation of a unit of work cost. */
export interface BatchCounts {
  /** How often it was asked for. */
  readonly requests: number;
  /** In how many ticks it was sent. */
  readonly dispatches: number;
  readonly statements: number;
}
