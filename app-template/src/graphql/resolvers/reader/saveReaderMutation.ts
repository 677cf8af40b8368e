import { saveEntity, type SaveInput } from "kingpost/graphql";
import { requireSelfOr } from "../../../auth/requireSelfOr.ts";
import type { Context } from "../../../context.ts";
import { Reader } from "../../../entities/Reader.ts";

/** Everybody may become a reader; the address of one that there is belongs to that reader. */
export async function saveReaderMutation(
  _: unknown,
  { input }: { readonly input: SaveInput<Reader> },
  ctx: Context,
): Promise<{ reader: Reader }> {
  if (typeof input["id"] === "string" && "email" in input)
    requireSelfOr("editor", ctx, input["id"], "email");
  return { reader: await saveEntity(ctx, Reader, input) };
}
