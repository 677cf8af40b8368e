import type { Context } from "../../../context.ts";
import { Reader } from "../../../entities/Reader.ts";
import { saveEntity, type SaveInput } from "../../saveEntity.ts";

export async function saveReaderMutation(
  _: unknown,
  { input }: { readonly input: SaveInput },
  ctx: Context,
): Promise<{ reader: Reader }> {
  return { reader: await saveEntity(ctx, Reader, input) };
}
