// A statement of the application's own, from the fragment that it wrote. It knows no entities: nothing but values, names and
// other fragments may stand in it.
import type { Expression } from "../sql/nodes.ts";
import { printBound, printExpression } from "../sql/print.ts";
import type { SqlFragment } from "../sql/SqlFragment.ts";
import type { Cell, Statement } from "../sql/Statement.ts";
import { AliasMember } from "./AliasMember.ts";
import { encodeGiven, encodeTyped } from "./givenValue.ts";
import { filterError, type Place } from "./Place.ts";

/** @throws InvalidFilterError (`INVALID_FILTER`) for a value that has no form in SQL, and for members of aliases */
export function sqlStatement({ texts, holes }: SqlFragment): Statement {
  const values: Cell[] = [];
  const bind = (type: string | undefined, value: Cell): Expression => ({
    kind: "parameter",
    type,
    index: values.push(value) - 1,
  });
  const parts: Array<string | Expression> = [texts[0]!];
  for (const [index, hole] of holes.entries()) {
    const at: Place = { type: "sql", keys: [], shown: `value ${index + 1}` };
    parts.push(nodeOf(hole, at, bind), texts[index + 1]!);
  }
  const text = printExpression({ kind: "raw", parts }, printBound);
  return { text, values, operation: "sql", isDescribed: true };
}

function nodeOf(
  hole: SqlFragment["holes"][number],
  at: Place,
  bind: (type: string | undefined, value: Cell) => Expression,
): Expression {
  switch (hole.kind) {
    case "identifier":
      return hole;
    case "typed":
      return bind(hole.type, encodeTyped(hole.type)(hole.value, at));
    case "given":
      if (AliasMember.is(hole.value))
        throw filterError(
          at,
          `is ${hole.value.fieldName} of an alias, which a find binds and a statement of its own does not: name the column by sql.ident`,
        );
      return bind(undefined, encodeGiven(hole.value, at));
  }
}
