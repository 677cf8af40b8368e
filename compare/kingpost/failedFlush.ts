// Scenario 19 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { FailedFlushObserved } from "../scenarios/failedFlush.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Profile } from "./entities/Profile.ts";
import { Tag } from "./entities/Tag.ts";

export async function failedFlush({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<FailedFlushObserved> {
  const em = newEm();
  const [taken, free] = await em.loadAll(Author, ["a:1", "a:30"]);
  await outside("DELETE FROM profiles WHERE author_id = 30 RETURNING 1");
  em.create(Tag, { name: "Beside" });
  const profile = em.create(Profile, { author: taken!, bio: "Mended" });
  const failed = await em.flush().then(
    () => false,
    () => true,
  );
  const writtenByFailed = Number(
    await outside("SELECT count(*)::int FROM tags WHERE name = 'Beside'"),
  );
  profile.author.set(free!);
  await em.flush().catch(() => undefined);
  return {
    failed,
    writtenByFailed,
    mended: (await outside("SELECT author_id FROM profiles WHERE bio = 'Mended'")) === 30,
    other: (await outside("SELECT count(*)::int FROM tags WHERE name = 'Beside'")) === 1,
  };
}
