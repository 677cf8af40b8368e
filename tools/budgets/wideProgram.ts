// Hints five deep on the entity of sixty members, read to their ends.
import { wideName } from "./domainSchema.ts";

/** @param last the member that the deepest hint names */
export function wideProgram(last = "link4"): string {
  return `// Hints five deep on an entity of sixty members.
import type { EntityManager } from "./entities/codegen/domain.ts";
import { ${wideName} } from "./entities/${wideName}.ts";

export async function queries(em: EntityManager): Promise<ReadonlyArray<unknown>> {
  const hub = await em.load(${wideName}, "1" as never, { link0: { link1: { link2: { link3: "${last}" } } } });
  const many = await em.find(
    ${wideName},
    { link0: { link1: { link2: { link3: { link4: { text0: { ne: null } } } } } } },
    { populate: { link0Hubs: { link1Hubs: { link2Hubs: { link3Hubs: ["link4Hubs", "${last}"] } } } } },
  );
  const all = await em.populate(many, { link5: { link6: { link7: { link8: { link9: {} } } } } });
  return [
    hub.link0.get?.link1.get?.link2.get?.link3.get?.link4.get?.text0,
    many[0]?.link0Hubs.get[0]?.link1Hubs.get[0]?.link2Hubs.get[0]?.link3Hubs.get[0]?.link4Hubs.get,
    all[0]?.link5.get?.link6.get?.link7.get?.link8.get?.link9.get?.text1,
  ];
}
`;
}
