// Files that no entity and no enum needs any more.
import { header } from "../emit/header.ts";
import { compareText } from "../model/compareText.ts";
import type { FilePlan } from "./FilePlan.ts";

export interface Removals {
  /** Ours: they carry the header. */
  readonly remove: ReadonlyArray<string>;
  /** Written once for what is gone, and now for people to remove. */
  readonly orphans: ReadonlyArray<string>;
}

/**
 * @param existing contents by path below the folder of entities
 * @param inEntities the path of such a file, as plans and the answer name it
 */
export function planRemovals(
  existing: ReadonlyMap<string, string>,
  files: ReadonlyArray<FilePlan>,
  inEntities: (path: string) => string,
): Removals {
  const wanted = new Set(files.map(({ path }) => path));
  const unwanted = [...existing]
    .filter(([path]) => !wanted.has(inEntities(path)))
    .toSorted(([a], [b]) => compareText(a, b));
  const remove = unwanted
    .filter(([path, text]) => /^(?:codegen|enums)\//u.test(path) && text.startsWith(header))
    .map(([path]) => inEntities(path));
  const isGone = (name: string): boolean => !wanted.has(inEntities(`codegen/${name}Codegen.ts`));
  const orphans = unwanted.filter(([path, text]) => {
    const made = /^factories\/new(.+)\.ts$/u.exec(path)?.[1];
    if (made !== undefined) return isGone(made) && text.includes(`function new${made}(`);
    const entity = /([^/]+)\.ts$/u.exec(path)?.[1];
    return entity !== undefined && isGone(entity) && extendsBase(text, entity);
  });
  return { remove, orphans: orphans.map(([path]) => inEntities(path)) };
}

function extendsBase(text: string, entity: string): boolean {
  return text.includes(`/${entity}Codegen`) && text.includes(`class ${entity} `);
}
