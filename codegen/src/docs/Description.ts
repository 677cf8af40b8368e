import type { DomainModel } from "../model/DomainModel.ts";
import type { RuleSource } from "../source/RuleSource.ts";

/** What is described. */
export interface Description {
  readonly model: DomainModel;
  /** What hand-written files register, by entity. */
  readonly rules: Readonly<Record<string, ReadonlyArray<RuleSource>>>;
}
