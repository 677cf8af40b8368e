// Scenario 34 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import { chain, type OtherRelationsObserved } from "../scenarios/otherRelations.ts";
import { Author, Comment } from "./entities.ts";

export async function otherRelations({
  newEm,
  log,
  outside,
}: Stage<EntityManager>): Promise<OtherRelationsObserved> {
  const authors = await newEm().find(Author, {});
  const profiles = await log.record(() =>
    Promise.all(authors.map(async (author) => author.profile?.load())),
  );
  const em = newEm();
  await outside(chain);
  const unrelated = await em.find(Author, { id: [8, 9, 10] });
  const ancestors = await log.record(() =>
    Promise.all(
      unrelated.map(async (author) => {
        const found: Array<Author> = [];
        let mentor: Author | null | undefined = author.mentor;
        while (mentor) {
          const [loaded]: Array<Author> = await em.populate([mentor], ["mentor"]);
          found.push(loaded!);
          mentor = loaded!.mentor;
        }
        return found;
      }),
    ),
  );
  const comments = await newEm().find(Comment, {});
  const parents = await log.record(() =>
    Promise.all(
      comments.map(async (comment) =>
        comment.parentAuthor ? comment.parentAuthor.load() : comment.parentBook?.load(),
      ),
    ),
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
