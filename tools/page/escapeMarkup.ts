/** A text as it may stand in XML and HTML, between tags and within double or single quotes. */
export function escapeMarkup(text: string): string {
  return (
    text
      // XML knows no other control characters, not even escaped, and no half of a pair.
      .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;")
  );
}
