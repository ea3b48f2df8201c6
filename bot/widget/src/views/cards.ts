/** Response cards: a title, and buttons that say something. */
import { h } from "../dom";
import type { Button, Card } from "../records";
import type { Context } from "./context";

export function cards(list: Card[], context: Context): Node[] {
  return list.map((card) => cardView(card, context));
}

function cardView({ title, subtitle, buttons }: Card, context: Context): Node {
  const label = title || context.words.say("choices");
  return h(
    "div",
    { class: "card", part: "card", role: "group", "aria-label": label },
    title && h("p", { class: "title" }, title),
    subtitle && h("p", { class: "subtitle" }, subtitle),
    h("div", { class: "choices" }, ...buttons.map((button, index) => choice(button, index, context))),
  );
}

function choice({ text, value }: Button, index: number, context: Context): Node {
  const say = (): void => context.say(value, text);
  return h("button", { type: "button", class: "choice", part: "choice", "data-key": `${index} ${text}`, onclick: say }, text);
}

/** Arrows move among the buttons of a card, and from card to card. */
export function moveByArrow(event: KeyboardEvent): void {
  const button = (event.target as Element).closest(".choice");
  const all = [...(button?.closest(".reply")?.querySelectorAll<HTMLElement>(".choice") ?? [])];
  const target = all.at(goal(event.key, all.indexOf(button as HTMLElement), all.length));
  if (!button || !target || !/^(Arrow|Home|End)/.test(event.key)) return;
  event.preventDefault();
  target.focus();
}

function goal(key: string, index: number, count: number): number {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const forward = key === "ArrowDown" || key === "ArrowRight";
  return (index + (forward ? 1 : count - 1)) % Math.max(1, count);
}
