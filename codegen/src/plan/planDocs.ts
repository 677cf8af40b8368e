import { metadataDocs } from "../emit/metadataDocs.ts";
import type { Planner } from "./Planner.ts";

/** What is documented as data, where the configuration asks for it. */
export const planDocs: Planner = (model, { settings, inEntities }) =>
  settings.outputDocs
    ? [
        {
          mode: "always",
          path: inEntities("codegen/metadata-docs.ts"),
          contents: metadataDocs(model),
        },
      ]
    : [];
