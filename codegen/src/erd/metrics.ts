/** Sizes that the layout and the drawing agree on, in pixels. */
export const metrics = {
  header: 46,
  row: 22,
  foot: 6,
  padding: 12,
  /** Between the name of a row and its type. */
  gap: 24,
  /** What the mark before a name takes. */
  mark: 18,
  titleSize: 14,
  size: 12.5,
  smallSize: 11,
  /** How many signs of a name are shown. */
  longest: 44,
} as const;
