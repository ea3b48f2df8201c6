/** A button that copies a text and says so. */
import { h, icon } from "../dom";
import { COPY, DONE } from "../icons";
import type { Context } from "./context";

const SHOWN_MS = 2000;

/** Null where the page may not write to the clipboard. */
export function copyButton(text: string, label: string, context: Context): HTMLButtonElement | null {
  if (!navigator.clipboard) return null;
  const copied = (): void => {
    button.replaceChildren(icon(DONE));
    context.announce(context.words.say("copied"));
    setTimeout(() => button.replaceChildren(icon(COPY)), SHOWN_MS);
  };
  const copy = (): void => void navigator.clipboard.writeText(text).then(copied, () => undefined);
  const names = { type: "button", class: "tool", "data-key": `copy ${label}`, "aria-label": label, title: label };
  const button = h("button", { ...names, onclick: copy }, icon(COPY));
  return button;
}
