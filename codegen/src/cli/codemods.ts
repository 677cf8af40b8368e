// Changes to hand-written files, which are made only when somebody asks for one by name.
import type { DomainModel } from "../model/DomainModel.ts";
import { makeAbstract } from "../source/makeAbstract.ts";
import type { Change } from "../write/Change.ts";
import type { Project } from "../write/readProject.ts";

export interface Codemod {
  readonly about: string;
  run(model: DomainModel, project: Project): Promise<ReadonlyArray<Change>>;
}

export const codemods: Readonly<Record<string, Codemod>> = {
  abstract: {
    about: "makes classes abstract, or not, as the configuration says",
    run: async ({ entities }, { entityFiles, sources, inEntities }) => {
      const wrong = entities.filter(({ name, isAbstract }) => {
        const is = sources[name]?.isAbstract;
        return is !== undefined && is !== isAbstract;
      });
      return Promise.all(
        wrong.map(async ({ name, file, isAbstract }): Promise<Change> => {
          const before = entityFiles.get(name)!;
          const after = await makeAbstract(before, name, isAbstract);
          return { kind: "updated", path: inEntities(`${file}.ts`), before, after };
        }),
      );
    },
  },
};
