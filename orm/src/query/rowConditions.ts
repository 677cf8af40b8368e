// The conditions of a scope on the row where it stands, at any depth: also under or and not, where no alias outside reaches.
import { MultipleLeftJoinsError } from "../errors/MultipleLeftJoinsError.ts";
import type { RowCondition } from "../schema/RowCondition.ts";
import type { Condition } from "../sql/nodes.ts";
import type { MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import { alias } from "./alias.ts";
import { AliasState } from "./AliasState.ts";
import { parseConditions } from "./parseConditions.ts";
import { type Place, within } from "./Place.ts";
import { placeConditions } from "./placeConditions.ts";
import type { Row } from "./Row.ts";

/** The alias of a scope's conditions; of none when they speak of aliases that its filter binds. */
export function scopeAlias(condition: RowCondition): AliasState | undefined {
  return AliasState.of(
    condition.prepare((name) => alias({ name } as unknown as MaybeAbstractEntityConstructor)),
  );
}

export function rowConditions(row: Row, condition: RowCondition, at: Place): Condition[] {
  const { query } = row;
  const own = scopeAlias(condition);
  const parse = (): Condition[] => {
    const tree = parseConditions(query, condition.conditions, within(at, "conditions"));
    if (tree === undefined) return [];
    const placed = placeConditions([tree], row.branch);
    if ("relations" in placed) throw new MultipleLeftJoinsError(placed);
    return placed;
  };
  return own === undefined ? parse() : query.bindWhile(own, row.shown(), parse);
}
