/** Thumbs, and a comment for who wants to write one. */
import { h, icon } from "../dom";
import { DOWN, UP } from "../icons";
import type { Reply } from "../records";
import type { Context } from "./context";

const LONGEST_COMMENT = 500;

export function thumbs(reply: Reply, context: Context): Node[] {
  return [thumb(reply, true, context), thumb(reply, false, context)];
}

function thumb(reply: Reply, helpful: boolean, context: Context): Node {
  const label = context.words.say(helpful ? "helpful" : "unhelpful");
  const pressed = String(reply.rating?.helpful === helpful);
  const rate = (): void => context.rate(reply.id, helpful);
  const names = { type: "button", class: "tool", "data-key": label, "aria-label": label, title: label };
  return h("button", { ...names, "aria-pressed": pressed, onclick: rate }, icon(helpful ? UP : DOWN));
}

/** The form below a rated answer, then the thanks. */
export function ratingComment({ id, rating }: Reply, context: Context): Node | null {
  if (!rating) return null;
  const { words } = context;
  if (rating.stage === "thanked") return h("p", { class: "thanks" }, words.say("thanks"));
  const label = words.say(rating.helpful ? "commentUp" : "commentDown");
  const field = h("textarea", { rows: 2, maxlength: LONGEST_COMMENT, "data-key": "comment" });
  const send = (event: Event): void => {
    event.preventDefault();
    context.rate(id, rating.helpful, field.value.trim());
  };
  const skip = (): void => context.rate(id, rating.helpful, "");
  return h(
    "form",
    { class: "comment", onsubmit: send },
    h("label", {}, h("span", {}, label), field),
    h("button", { class: "plain", "data-key": "send" }, words.say("commentSend")),
    h("button", { class: "plain", type: "button", "data-key": "skip", onclick: skip }, words.say("skip")),
  );
}
