// So many tables with columns of several types and two references each, as the models of `emitters` have them.

export interface Table {
  /** `bag`, of which the table is `node_bags`. */
  readonly word: string;
  /** The words of the tables it refers to; the first one refers to itself. */
  readonly owner: string;
}

const consonants = "bdgklmnprt";
const vowels = "aeiou";

/** At most 500. */
export function tablesOf(count: number): ReadonlyArray<Table> {
  return Array.from({ length: count }, (_, at) => ({
    word: wordAt(at),
    owner: wordAt(Math.max(0, at - 1)),
  }));
}

/** Words that nobody's rules of plural change in any other way. */
function wordAt(at: number): string {
  const [a, b, c] = [Math.floor(at / 50) % 10, at % 5, Math.floor(at / 5) % 10];
  return `${consonants[a]}${vowels[b]}${consonants[c]}`;
}

export const firstTable = `node_${wordAt(0)}s`;
