/** What no answer may tell: tables, constraints, SQL, places in the code, an address. */
export const leaks =
  /_pkey|_fkey|_key\b|_check\b|\bSELECT\b|\bINSERT\b|\bUPDATE\b|relation \\"|violates|node_modules|\.ts:\d|\bat \w+ \(|r1@example/;
