// The data set: ten thousand real books, see data/goodbooks/README.md.
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { BookRecord } from "./BookRecord.ts";
import { type BookRow, parseBook } from "./parseBook.ts";

export async function readBooks(file: string): Promise<ReadonlyArray<BookRecord>> {
  const rows: BookRow[] = parse(await readFile(file, "utf8"), { columns: true });
  return rows.map(parseBook);
}
