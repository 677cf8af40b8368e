// Works out the rules of every type of a domain, once, when it links.
import { HintTree } from "../hints/HintTree.ts";
import { ReactiveTree } from "../hints/ReactiveTree.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { fixedFieldOf } from "./builtIn/cannotBeUpdated.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { HintedRule } from "./HintedRule.ts";
import type { Cycle, RegisteredRule } from "./Rule.ts";
import { TypeRules } from "./TypeRules.ts";

export interface LinkedRules {
  readonly hinted: ReadonlyArray<HintedRule>;
  /** Columns that rules keep as they are. */
  readonly fixed: ReadonlySet<ColumnField>;
  readonly problems: ReadonlyArray<string>;
}

export function linkRules(metadata: ReadonlyArray<EntityMeta>): LinkedRules {
  const hinted: HintedRule[] = [];
  const fixed = new Set<ColumnField>();
  const problems: string[] = [];
  for (const meta of metadata) {
    const rules = ConfigApi.allOf(meta).flatMap((config) => config.rules);
    if (rules.length > 0) ConfigApi.of(meta)?.linkRules(meta, new TypeRules(rules));
    for (const rule of ConfigApi.ownOf(meta)?.rules ?? []) {
      if (rule.hint !== undefined)
        hinted.push(hintedRule(meta, rule, rule.hint, rule.hint.toLoad()));
      if (rule.cycle !== undefined) {
        const tree = cycleHint(meta, rule.cycle);
        // It loads what it needs itself, as far as it goes.
        if (tree !== undefined) hinted.push(hintedRule(meta, rule, tree, HintTree.nothing));
        else problems.push(`${labelOf(meta, rule)}: ${rule.cycle.field} is no recursive relation`);
      }
      const name = fixedFieldOf(rule.rule);
      if (name === undefined) continue;
      if (meta.fields.get(name) === undefined)
        problems.push(`${labelOf(meta, rule)}: ${meta.type} has no field ${name}`);
      else for (const column of fixedColumns(meta, name)) fixed.add(column);
    }
  }
  return { hinted, fixed, problems };
}

function hintedRule(
  meta: EntityMeta,
  rule: RegisteredRule,
  tree: ReactiveTree,
  toLoad: HintTree,
): HintedRule {
  const label = labelOf(meta, rule);
  return { rule: rule.rule, isOfCommit: rule.isOfCommit, meta, tree, toLoad, label };
}

/** The relation that is followed: a cycle comes of a link of it, and so does the way that leads into one. */
function cycleHint(meta: EntityMeta, { field }: Cycle): ReactiveTree | undefined {
  const found = meta.fields.get(field);
  return found?.kind === "recursive" ? ReactiveTree.parse(found.along.fieldName) : undefined;
}

function labelOf({ type }: EntityMeta, { name, isOfCommit, location }: RegisteredRule): string {
  const kind = isOfCommit ? "commit rule" : "rule";
  return `${type}, ${kind}${name === undefined ? "" : ` ${name}`} at ${String(location)}`;
}

/** What a subtype keeps as it is may change in the others that share the field. */
function fixedColumns(meta: EntityMeta, name: string): ReadonlyArray<ColumnField> {
  const field = meta.fields.get(name)!;
  if (field.meta !== meta) return [];
  if (field.kind === "poly") return field.components;
  return "index" in field ? [field] : [];
}
