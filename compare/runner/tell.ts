// What came of a piece of work that may fail, for the table.

/** What it gave, or the error's name and what it says. */
export async function tell<V>(work: () => Promise<V>): Promise<V | string> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error
      ? `${error.name}: ${error.message.split("\n")[0] ?? ""}`
      : String(error);
  }
}
