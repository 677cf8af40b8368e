// What was written now, give or take a day of difference between two clocks.
export function sinceYesterday(startedAt: Date): Date {
  return new Date(startedAt.getTime() - 86_400_000);
}
