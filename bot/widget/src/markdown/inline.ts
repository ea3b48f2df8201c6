/** Markdown inside a line, to nodes: code, links, emphasis, breaks. Raw HTML has no meaning here and stays text. */
import { h } from "../dom";
import { safeAddress } from "./links";

type Rule = [RegExp, (match: RegExpExecArray, deep: number) => Node | string];

const DEEPEST = 8;

/** Tried in order at each place; the first that matches there wins. */
const RULES: Rule[] = [
  [/\\([!-/:-@[-`{-~])/y, ([, sign]) => sign ?? ""],
  [/(`+)(?!`)([^]*?[^`])\1(?!`)/y, ([, , code]) => h("code", {}, tidy(code ?? ""))],
  [/!\[([^\]]*)\]\(\s*<?([^\s)>]*)>?[^)]*\)/y, ([, text, to]) => link(to ?? "", [text || to || ""])],
  [
    /\[((?:\\.|[^\[\]\\]|\[[^\]]*\])+)\]\(\s*<?((?:[^\s()<>]|\([^\s()]*\))*)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/y,
    ([, text, to], deep) => link(to ?? "", inline(text ?? "", deep)),
  ],
  [/<((?:https:\/\/|mailto:)[^\s<>]+)>/y, ([, to]) => link(to ?? "", [to ?? ""])],
  [/https:\/\/[^\s<>()]*[^\s<>().,:;!?'"*_~`\]]/y, ([to]) => link(to, [to])],
  [/\*\*(?=\S)([^]*?[^\s\\])\*\*(?!\*)/y, ([, text], deep) => h("strong", {}, ...inline(text ?? "", deep))],
  [/(?<!\w)__(?=\S)([^]*?\S)__(?!\w)/y, ([, text], deep) => h("strong", {}, ...inline(text ?? "", deep))],
  [/~~(?=\S)([^]*?\S)~~/y, ([, text], deep) => h("s", {}, ...inline(text ?? "", deep))],
  [/\*(?=[^\s*])([^*]*[^\s*\\])\*(?!\*)/y, ([, text], deep) => h("em", {}, ...inline(text ?? "", deep))],
  [/(?<!\w)_(?=[^\s_])([^_]*[^\s_])_(?!\w)/y, ([, text], deep) => h("em", {}, ...inline(text ?? "", deep))],
  [/(?: {2,}|\\)\n/y, () => h("br")],
];
const SPECIAL = /[\\`![<*_~\n ]|https:/g;

export function inline(text: string, deep = 0): (Node | string)[] {
  if (deep > DEEPEST) return [text];
  const made: (Node | string)[] = [];
  let plain = 0;
  for (let at = next(text, 0); at < text.length; ) {
    const found = ruleAt(text, at, deep + 1);
    if (!found) {
      at = next(text, at + 1);
      continue;
    }
    made.push(text.slice(plain, at), found.node);
    plain = at + found.length;
    at = next(text, plain);
  }
  made.push(text.slice(plain));
  return made.filter((node) => node !== "");
}

function ruleAt(text: string, at: number, deep: number): { node: Node | string; length: number } | null {
  for (const [pattern, build] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { node: build(match, deep), length: match[0].length };
  }
  return null;
}

function next(text: string, from: number): number {
  SPECIAL.lastIndex = from;
  return SPECIAL.exec(text)?.index ?? text.length;
}

/** A link that opens elsewhere; only its words where the address is not to be trusted. */
function link(to: string, words: (Node | string)[]): Node {
  const href = safeAddress(to.replaceAll("&amp;", "&"));
  if (!href) return h("span", {}, ...words);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...words);
}

function tidy(code: string): string {
  const line = code.replaceAll("\n", " ");
  return /^ .*[^ ].* $/.test(line) ? line.slice(1, -1) : line;
}
