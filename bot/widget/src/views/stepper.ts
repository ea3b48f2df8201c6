/** Where a tutorial stands: one mark for each step. */
import { h } from "../dom";
import type { Words } from "../strings";

const MOST = 20;

export function stepper(tutorial: { step: number; count: number }, words: Words): Node {
  const { step, count } = tutorial;
  const marks = Array.from({ length: Math.min(count, MOST) }, (_, index) => mark(index + 1, step));
  return h(
    "div",
    { class: "stepper" },
    h("ol", { "aria-hidden": "true" }, ...marks),
    h("p", {}, words.say("step", { step, count })),
  );
}

function mark(number: number, step: number): Node {
  const state = number < step ? "done" : number === step ? "now" : "ahead";
  return h("li", { class: state });
}
