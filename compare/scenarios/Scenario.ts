// A behaviour scenario: a question, the right answer with its reason, and how an observation is judged by it.

/** What an ORM was seen to do, in terms of the scenario. It crosses processes, so it is plain data. */
export type Observed = Readonly<Record<string, unknown>>;

/** What came of it. */
export interface Verdict {
  readonly isRight: boolean;
  /** What the ORM does, in a few words for the table. */
  readonly does: string;
}

/** One behaviour. `O` is what is observed of an ORM. */
export interface Scenario<O extends Observed> {
  readonly number: number;
  readonly title: string;
  readonly question: string;
  readonly rightAnswer: string;
  /** Where somebody sends less than Kingpost, why: every such place has one. */
  readonly note?: string;
  judge(observed: O): Verdict;
}
