/** What the bot said: text, steps, cards, and the tools of an answer. */
import { h, icon } from "../dom";
import { LISTEN, STOP } from "../icons";
import { markdown } from "../markdown/blocks";
import type { Answer, Reply } from "../records";
import { Words } from "../strings";
import { cards } from "./cards";
import { codeBlock } from "./code";
import type { Context } from "./context";
import { copyButton } from "./copy";
import { ratingComment, thumbs } from "./rating";
import { stepper } from "./stepper";

export function replyView(reply: Reply, context: Context): HTMLElement {
  const { answer } = reply;
  const { lang, direction } = new Words(answer.locale);
  return h(
    "div",
    { class: "entry reply", part: "answer", lang, dir: direction },
    h("span", { class: "unseen", lang: context.words.lang }, context.words.say("bot")),
    h("div", { class: "bubble" }, answer.tutorial && stepper(answer.tutorial, context.words), body(answer, context)),
    ...cards(answer.cards, context),
    tools(reply, context),
    ratingComment(reply, context),
  );
}

function body(answer: Answer, context: Context): Node {
  if (!answer.markdown) return h("div", { class: "body" }, ...answer.messages.map((text) => h("p", { class: "plain" }, text)));
  const nodes = markdown(answer.markdown, (code, language) => codeBlock(code, language, context));
  const text = h("div", { class: "body" }, ...nodes);
  for (const link of text.querySelectorAll("a")) link.append(newTab(context));
  return text;
}

function newTab({ words }: Context): Node {
  return h("span", { class: "unseen", lang: words.lang }, ` (${words.say("newTab")})`);
}

function tools(reply: Reply, context: Context): Node | null {
  const { answer, greeting, id } = reply;
  if (greeting) return null;
  const text = answer.markdown || answer.messages.join("\n\n");
  return h(
    "div",
    { class: "tools", lang: context.words.lang },
    copyButton(text, context.words.say("copy"), context),
    context.player.has(id) && listenButton(id, context),
    ...(answer.entryId ? thumbs(reply, context) : []),
  );
}

function listenButton(id: string, { player, words }: Context): Node {
  const playing = player.playing === id;
  const label = words.say(playing ? "stopListening" : "listen");
  const toggle = (): void => (playing ? player.stop() : void player.play(id));
  const names = { type: "button", class: "tool", "data-key": "listen", "aria-label": label, title: label };
  return h("button", { ...names, onclick: toggle }, icon(playing ? STOP : LISTEN));
}
