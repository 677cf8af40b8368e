// The codes of what built-in rules answer.

/** Stable words for user interfaces and API clients. */
export const ValidationCode = {
  required: "required",
  notUpdatable: "not-updatable",
  notChangeable: "not-changeable",
  underMin: "under-min",
  overMax: "over-max",
  notNumeric: "not-numeric",
  tooShort: "too-short",
  tooLong: "too-long",
  pattern: "pattern",
  notUnique: "not-unique",
  mustBeSubType: "must-be-subtype",
  cycle: "cycle",
} as const;

export type ValidationCode = (typeof ValidationCode)[keyof typeof ValidationCode];
