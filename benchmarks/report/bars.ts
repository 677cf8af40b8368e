/** What Kingpost may take at most, by the time of hand-written `pg`; W10 is bytes of heap per entity. */
export const bars: Readonly<Record<string, number>> = {
  W1: 1.2,
  W2: 1.3,
  W3: 1.3,
  W4: 1.4,
  W5: 1.4,
  W6: 1.4,
  W7: 1.5,
  W8: 1.2,
  W9a: 1.3,
  W9b: 1.15,
};
