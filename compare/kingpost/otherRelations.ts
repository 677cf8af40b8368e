// Scenario 34 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import { chain, type OtherRelationsObserved } from "../scenarios/otherRelations.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Comment } from "./entities/Comment.ts";

export async function otherRelations({
  newEm,
  log,
  outside,
}: Stage<EntityManager>): Promise<OtherRelationsObserved> {
  const authors = await newEm().find(Author, {});
  const profiles = await log.record(() =>
    Promise.all(authors.map((author) => author.profile.load())),
  );
  await outside(chain);
  const unrelated = await newEm().loadAll(Author, ["a:8", "a:9", "a:10"]);
  const ancestors = await log.record(() =>
    Promise.all(unrelated.map((author) => author.mentorsRecursive.load())),
  );
  const comments = await newEm().find(Comment, {});
  const parents = await log.record(() =>
    Promise.all(comments.map((comment) => comment.parent.load())),
  );
  return {
    profiles: new Set(profiles.result).size,
    forProfiles: profiles.statements.length,
    ancestors: ancestors.result.flat().length,
    forAncestors: ancestors.statements.length,
    parents: new Set(parents.result).size,
    forParents: parents.statements.length,
  };
}
