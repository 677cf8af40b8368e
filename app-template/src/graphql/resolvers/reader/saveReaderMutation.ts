import { saveEntity, type SaveInput } from "kingpost/graphql";
import type { Context } from "../../../context.ts";
import { Reader } from "../../../entities/Reader.ts";

export async function saveReaderMutation(
  _: unknown,
  { input }: { readonly input: SaveInput<Reader> },
  ctx: Context,
): Promise<{ reader: Reader }> {
  return { reader: await saveEntity(ctx, Reader, input) };
}
