// The settings to begin with: those of .env.example, all as comments but the secret. Pure.

/** The text of `.env`, made of the text of `.env.example`. */
export function envOf(example: string, secret: string): string {
  return example
    .replace(
      /^# Copy to \.env and uncomment.*\n/,
      "# Uncomment what you need; the environment overrides it.\n",
    )
    .replace(/^# AUTH_SECRET=.*$/m, `AUTH_SECRET=${secret}`);
}
