/** Which addresses an answer may link to. */

const ALLOWED = ["https:", "mailto:"];

/** The address in full, or null where it is not absolute https or mailto. */
export function safeAddress(written: string): string | null {
  try {
    const { protocol, href } = new URL(written.trim());
    return ALLOWED.includes(protocol) ? href : null;
  } catch {
    return null;
  }
}
