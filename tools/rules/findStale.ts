// Mutations are texts of the source, which goes on without them: those that no longer fit break nothing and prove nothing.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { applyMutation } from "./applyMutation.ts";
import type { Mutation } from "./Mutation.ts";
import { RulesError } from "./RulesError.ts";

/** What is wrong with each mutation that cannot be applied to the source. */
export async function findStale(
  root: string,
  mutations: ReadonlyArray<Mutation>,
): Promise<string[]> {
  const reasons = await Promise.all(mutations.map((mutation) => reasonOf(root, mutation)));
  return reasons.filter((reason) => reason !== undefined);
}

async function reasonOf(root: string, mutation: Mutation): Promise<string | undefined> {
  try {
    applyMutation(await readFile(join(root, mutation.file), "utf8"), mutation);
    return undefined;
  } catch (error) {
    if (error instanceof RulesError) return error.message;
    return `the mutation of ${mutation.rule} is of ${mutation.file}, which is not there`;
  }
}
