import { readNamed } from "../config/readNamed.ts";
import { scaffoldGraphql } from "../graphql/scaffoldGraphql.ts";
import type { FilePlan } from "./FilePlan.ts";
import type { Planner } from "./Planner.ts";

/** The GraphQL schema and its resolvers, for projects that have them. */
export const planGraphql: Planner = (model, { settings, emit, graphql, inEntities }) => {
  if (settings.graphql === undefined || graphql === undefined) return [];
  const { contextType } = settings;
  const entities = inEntities("x").replace(/\/?x$/u, "");
  const { files, warnings } = scaffoldGraphql({
    model,
    settings: settings.graphql,
    existing: graphql.files,
    folders: {
      resolvers: `${graphql.folder}/resolvers`,
      entities: entities === "" ? "." : entities,
      extension: emit.extension,
    },
    context: contextType === undefined ? undefined : readNamed(contextType),
  });
  return files.map(({ path, mode, contents }, at): FilePlan => {
    const place = `${graphql.folder}/${path}`;
    if (mode !== "merge") return { path: place, mode, contents };
    // What is to be said is said once.
    const said = at === files.findIndex((file) => file.mode === "merge") ? warnings : [];
    return {
      path: place,
      mode,
      contents,
      merge: (_, next) => ({ contents: path.endsWith(".json") ? next : contents, warnings: said }),
    };
  });
};
