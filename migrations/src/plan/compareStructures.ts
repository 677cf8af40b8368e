// Two structures side by side, in words.

/** What is compared of a part. */
interface Part {
  readonly kind: string;
  readonly name: string;
  readonly sql: string;
}

/** A sentence for each part that is gone, new or different. */
export function compareStructures(
  before: ReadonlyArray<Part>,
  after: ReadonlyArray<Part>,
): ReadonlyArray<string> {
  const [was, is] = [byName(before), byName(after)];
  return [
    ...[...was].flatMap(([name, part]) => {
      const now = is.get(name);
      if (now === undefined) return [`${name} is gone`];
      if (now.sql === part.sql) return [];
      return [`${name} was ${shown(part.sql)} and is ${shown(now.sql)}`];
    }),
    ...[...is.keys()].filter((name) => !was.has(name)).map((name) => `${name} is left over`),
  ];
}

function byName(parts: ReadonlyArray<Part>): ReadonlyMap<string, Part> {
  return new Map(parts.map((part) => [`${part.kind} ${part.name}`, part]));
}

function shown(sql: string): string {
  return `\`${sql.replaceAll(/\s+/g, " ")}\``;
}
