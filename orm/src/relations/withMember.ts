// A set with or without a member.

export function withMember<T>(
  members: ReadonlySet<T>,
  member: T,
  isThere: boolean | undefined,
): ReadonlySet<T> {
  const copy = new Set(members);
  if (isThere === true) copy.add(member);
  else copy.delete(member);
  return copy;
}
