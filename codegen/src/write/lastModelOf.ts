// The model that the last run was made from, as far as the snapshot tells.
import type { DbSchema } from "kingpost/catalog";
import type { Settings } from "../config/toSettings.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import { buildModel } from "../model/buildModel.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import type { Project } from "./readProject.ts";

/** Nothing without a snapshot, and with one that today's configuration makes no model of. */
export function lastModelOf(
  { snapshot, tags, sources }: Project,
  settings: Settings,
): DomainModel | undefined {
  if (snapshot?.text === undefined) return undefined;
  try {
    const db = JSON.parse(snapshot.text) as DbSchema;
    return buildModel({ db, settings, tags, sources });
  } catch (error) {
    if (error instanceof CodegenError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
