// Scenario 19 with MikroORM.
import { ref } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { FailedFlushObserved } from "../scenarios/failedFlush.ts";
import { Author, Profile, Tag } from "./entities.ts";

export async function failedFlush({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<FailedFlushObserved> {
  const em = newEm();
  const [taken, free] = await em.find(Author, { id: [1, 30] }, { orderBy: { id: "asc" } });
  await outside("DELETE FROM profiles WHERE author_id = 30 RETURNING 1");
  em.create(Tag, { name: "Beside" }, { partial: true });
  const profile = em.create(Profile, { author: taken!, bio: "Mended" }, { partial: true });
  const failed = await em.flush().then(
    () => false,
    () => true,
  );
  const writtenByFailed = Number(
    await outside("SELECT count(*)::int FROM tags WHERE name = 'Beside'"),
  );
  profile.author = ref(free!);
  await em.flush().catch(() => undefined);
  return {
    failed,
    writtenByFailed,
    mended: (await outside("SELECT author_id FROM profiles WHERE bio = 'Mended'")) === 30,
    other: (await outside("SELECT count(*)::int FROM tags WHERE name = 'Beside'")) === 1,
  };
}
