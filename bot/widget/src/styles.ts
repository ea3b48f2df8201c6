/** One set of constructable style sheets for all elements; a strict CSP forbids `<style>`. */
import composer from "./styles/composer.css";
import messages from "./styles/messages.css";
import panel from "./styles/panel.css";
import tokens from "./styles/tokens.css";

let made: CSSStyleSheet[] | null = null;

export function sheets(): CSSStyleSheet[] {
  made ??= [tokens, panel, messages, composer].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  return made;
}
