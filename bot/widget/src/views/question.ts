/** What the visitor said, and what became of it. */
import { h, icon } from "../dom";
import { WARNING } from "../icons";
import type { Question } from "../records";
import { Words } from "../strings";
import type { Context } from "./context";

export function questionView(question: Question, context: Context): HTMLElement {
  const { lang, direction } = new Words(question.locale);
  const { words } = context;
  return h(
    "div",
    { class: `entry question ${question.state}`, part: "question" },
    h("span", { class: "unseen" }, words.say("you")),
    h("div", { class: "bubble", lang, dir: direction }, question.text || words.say("spoken")),
    question.state === "failed" && failure(question, context),
    question.state === "waiting" && waiting(question, words),
  );
}

function failure(question: Question, context: Context): Node {
  const { words, conversation } = context;
  const { cause } = question;
  const resend = (): void => context.attempt(conversation.resend(question.id));
  return h(
    "div",
    { class: "trouble" },
    warning(`${words.say("notSent")} ${cause ? words.cause(cause) : ""}`),
    cause?.requestId && h("p", { class: "reference" }, words.say("reference", { id: cause.requestId })),
    conversation.canResend(question) &&
      h("button", { type: "button", class: "plain", "data-key": "resend", onclick: resend }, words.say("resend")),
  );
}

function waiting({ until = 0, cause }: Question, words: Words): Node {
  return h(
    "div",
    { class: "trouble" },
    warning(cause ? words.cause(cause) : ""),
    h("p", { "data-until": until }, words.say("waiting", { n: secondsTo(until) })),
  );
}

function warning(text: string): Node {
  return h("p", { class: "warning" }, icon(WARNING), h("span", {}, text));
}

export function secondsTo(until: number): number {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
