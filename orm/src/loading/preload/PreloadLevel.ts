// Entities that a statement of a plan will give, and by what further statements may select them.
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { LoadableMember } from "../../schema/LoadableMember.ts";
import type { Session } from "../../session/Session.ts";
import type { Cell } from "../../sql/Statement.ts";
import type { GivenKeys } from "../GivenKeys.ts";
import type { Preloader } from "./Preloader.ts";
import type { PreloadStep } from "./PreloadStep.ts";
import type { Restrictions } from "./Restrictions.ts";

/** Whose populate it is. */
export interface PreloadContext {
  readonly session: Session;
  readonly restrictions: Restrictions;
  /** The strategy, when it is not the em's. */
  readonly preloader?: Preloader;
}

/**
 * Keys by which everything below is found: those of `meta`, bound as `$1` of every statement, or those that a find left, which
 * no statement binds.
 */
export interface Anchor {
  readonly meta: EntityMeta;
  readonly given: GivenKeys | undefined;
}

/** The condition on a key by which statements select: its text, what it binds, and the texts of the restrictions in it. */
export interface Keys {
  readonly text: string;
  readonly values: ReadonlyArray<Cell>;
  readonly restrictions: string;
}

export interface PreloadLevel {
  readonly anchor: Anchor;
  /** What gives some of them ahead of the step, which is a find like these. */
  readonly before?: ReadonlyArray<PreloadStep>;
  readonly step: PreloadStep;
  readonly meta: EntityMeta;
  readonly keys: Keys;
  /** The relation that leads to them; `undefined` for those that were asked for by their own keys. */
  readonly via: LoadableMember | undefined;
  /** The members on the way from the anchor, for the cache of texts. */
  readonly path: string;
}
