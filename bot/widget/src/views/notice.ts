/** One line between header and log: offline, could not start, or a question before everything is deleted. */
import { h } from "../dom";
import type { Problem } from "../problem";
import type { Context } from "./context";

export class Notice {
  readonly root = h("div", { class: "notice", part: "notice", hidden: true });
  #problem: Problem | null = null;
  #trouble: Problem | null = null;
  #asking = false;
  #drawn = "";

  constructor(
    readonly context: Context,
    readonly retry: () => void,
    readonly done: () => void,
  ) {}

  /** The chat could not start, or (null) it has. */
  set problem(problem: Problem | null) {
    this.#problem = problem;
    this.update();
    if (problem) this.context.announce(this.root.querySelector("p")?.textContent ?? "");
  }

  /** For a while: a cause that belongs to no question. */
  set trouble(problem: Problem | null) {
    this.#trouble = problem;
    this.update();
    if (problem) this.context.announce(this.context.words.cause(problem.cause));
  }

  askRestart(): void {
    this.#asking = true;
    this.update();
    this.root.querySelector("button")?.focus();
  }

  update(): void {
    const causes = [this.#trouble?.cause, this.#problem?.cause];
    const state = JSON.stringify([this.#asking, navigator.onLine, causes, this.context.words.locale]);
    if (state === this.#drawn) return;
    this.#drawn = state;
    const content = this.#content();
    this.root.replaceChildren(...content);
    this.root.hidden = content.length === 0;
  }

  #content(): Node[] {
    const { words } = this.context;
    if (this.#asking) return this.#restartQuestion();
    if (this.#trouble) return [h("p", {}, words.cause(this.#trouble.cause))];
    if (!navigator.onLine) return [h("p", {}, words.say("offline"))];
    if (!this.#problem) return [];
    const text = `${words.say("notStarted")} ${words.cause(this.#problem.cause)}`;
    return [h("p", {}, text), button(words.say("retry"), this.retry)];
  }

  #restartQuestion(): Node[] {
    const { words } = this.context;
    const answer = (restart: boolean) => (): void => {
      this.#asking = false;
      if (restart) this.context.restart();
      this.update();
      this.done();
    };
    return [
      h("p", {}, words.say("restartQuestion")),
      button(words.say("restartYes"), answer(true)),
      button(words.say("cancel"), answer(false)),
    ];
  }
}

function button(label: string, onclick: () => void): Node {
  return h("button", { type: "button", class: "plain", onclick }, label);
}
