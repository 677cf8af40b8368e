// The end of a path in one statement: a find of what it leads to, filtered backwards along the path to where it starts.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  ManyToManyField,
  ManyToOneField,
  OneToManyField,
  OneToOneField,
} from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { Entity } from "../types/Entity.ts";

/** A relation that a filter can follow backwards. */
type Hop = ManyToOneField | OneToManyField | OneToOneField | ManyToManyField;

/**
 * The hops at the end of the path that a statement can follow; those before them are followed in memory. A hop whose entities
 * were changed in memory is: the database does not know where it leads.
 */
export function hopsInSql(
  session: Session,
  metas: ReadonlyArray<EntityMeta>,
  path: ReadonlyArray<string>,
): Hop[] {
  const [meta] = metas;
  let hops: Hop[] = [];
  let current = metas.length === 1 ? meta : undefined;
  for (const key of path) {
    const hop = current === undefined ? undefined : hopOf(current, key);
    if (hop === undefined) return [];
    if (isTouched(session, hop)) hops = [];
    else hops.push(hop);
    current = hop.otherMeta;
  }
  return hops;
}

/** What the hops lead to from these entities, each once, in the order of its type. */
export async function followInSql(
  session: Session,
  start: ReadonlyArray<EntityState>,
  hops: ReadonlyArray<Hop>,
): Promise<Entity[]> {
  const filter = hops.reduce<object>(
    // What plugins refuse on the way leads nowhere.
    (where, hop, at) =>
      at === 0 ? pointingAt(hop, where) : pointingAt(hop, allowed(session, hop.meta, where)),
    start.map(({ entity }) => entity),
  );
  const type = hops.at(-1)!.otherMeta.cstr;
  return session.em.find(type, filter);
}

function pointingAt({ otherField }: Hop, where: object): object {
  return { [otherField.fieldName]: where };
}

function allowed({ plugins }: Session, meta: EntityMeta, where: object): object {
  const filters = plugins.beforeFind?.(meta, "lens")?.filters ?? [];
  return filters.length === 0 ? where : { and: [where, ...filters] };
}

function hopOf({ members }: EntityMeta, key: string): Hop | undefined {
  const member = members.get(key);
  switch (member?.kind) {
    case "m2o":
    case "m2m":
      return member;
    case "o2m":
    case "o2o":
      return member.otherField.whole === undefined ? member : undefined;
    default:
      return undefined;
  }
}

/** Whether an entity on either side of the hop waits to be written, or a row of its join table. */
function isTouched(session: Session, { meta, otherMeta }: Hop): boolean {
  const { created, dirty, deleted, joinRows } = session;
  if (joinRows.pending.length > 0) return true;
  return [created, dirty, deleted].some((states) =>
    [...states].some((state) => isOfType(state.meta, meta) || isOfType(state.meta, otherMeta)),
  );
}
