/** A plain chat page over the chat API. Everything that is shown is set as text, never as HTML. */

const WORDS = {
  ko_KR: { lang: "ko", title: "서버리스 FAQ", field: "질문", send: "보내기", failed: "답을 받지 못했어요" },
  en_US: { lang: "en", title: "Serverless FAQ", field: "Question", send: "Send", failed: "No answer came" },
};

const log = document.getElementById("log");
const form = document.getElementById("form");
const field = document.getElementById("text");
const locale = document.getElementById("locale");

let session = "";
/** Counts the conversations on this page; an answer to an earlier one is dropped. */
let conversation = 0;

function add(className, text) {
  const paragraph = document.createElement("p");
  paragraph.className = className;
  paragraph.textContent = text;
  log.append(paragraph);
  paragraph.scrollIntoView({ block: "end" });
  return paragraph;
}

function addButtons(buttons) {
  const group = document.createElement("div");
  group.className = "buttons";
  for (const { text, value } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", () => say(value));
    group.append(button);
  }
  log.append(group);
  group.scrollIntoView({ block: "end" });
}

async function call(path, options) {
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

async function ask(text) {
  return call(`/chat/${session}/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text, locale: locale.value }),
  });
}

async function greet() {
  const config = await call(`/config?locale=${locale.value}`);
  return { session: config.sessionId, ...(config.greeting ?? { messages: [], cards: [] }) };
}

/** Show what a call answers, or why it did not, unless a new conversation has begun. */
async function show(answering) {
  const asked = conversation;
  try {
    const answer = await answering;
    if (asked !== conversation) return;
    session = answer.session ?? session;
    for (const message of answer.messages) add("bot", message);
    const buttons = answer.cards.flatMap((card) => card.buttons);
    if (buttons.length) addButtons(buttons);
  } catch (failure) {
    if (asked !== conversation) return;
    add("failure", `${WORDS[locale.value].failed}: ${failure.message}`);
  }
}

function say(text) {
  add("user", text);
  show(ask(text));
}

function start() {
  const words = WORDS[locale.value];
  document.documentElement.lang = words.lang;
  document.title = words.title;
  document.querySelector("h1").textContent = words.title;
  document.getElementById("text-label").textContent = words.field;
  document.getElementById("send").textContent = words.send;
  log.replaceChildren();
  session = "";
  conversation += 1;
  show(greet());
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  field.value = "";
  if (text) say(text);
});
locale.addEventListener("change", start);
start();
