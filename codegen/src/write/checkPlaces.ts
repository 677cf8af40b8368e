// Files of entities that are not where the configuration says.
import { CodegenError } from "../errors/CodegenError.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import type { Project } from "./readProject.ts";

/**
 * A second file would be a second class, so that the first has to be moved; that is for people, since others import it.
 *
 * @throws CodegenError (`CONFIG`)
 */
export function checkPlaces({ entities }: DomainModel, { existing, inEntities }: Project): void {
  const problems = entities.flatMap(({ name, file }) => {
    const wanted = `${file}.ts`;
    if (existing.has(wanted)) return [];
    const found = [...existing].find(
      ([path, text]) =>
        path.split("/").at(-1) === `${name}.ts` && text.includes(`class ${name} extends`),
    );
    if (found === undefined) return [];
    const [from, to] = [inEntities(found[0]), inEntities(wanted)];
    return [
      `entities.${name}.directory: ${from} is in another folder; move it, and what imports it: git mv ${from} ${to}`,
    ];
  });
  if (problems.length > 0) throw new CodegenError("CONFIG", problems);
}
