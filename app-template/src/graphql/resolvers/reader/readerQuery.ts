import type { Context } from "../../../context.ts";
import type { ReaderId } from "../../../entities/codegen/ReaderCodegen.ts";
import { Reader } from "../../../entities/Reader.ts";

export function readerQuery(
  _: unknown,
  { id }: { readonly id: ReaderId },
  { em }: Context,
): Promise<Reader> {
  return em.load(Reader, id);
}
