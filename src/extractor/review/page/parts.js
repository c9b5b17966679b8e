// Building the pieces of the page. Text only ever becomes a text node: nothing of an article is markup.
"use strict";

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const han = (text, tag = "span", attributes = {}) => make(tag, { lang: "zh-Hant-HK", ...attributes }, text);
const badge = (change) => make("span", { class: "badge " + change.replaceAll(" ", "-") }, change);
const STATE = { open: "", accepted: "✓", rejected: "✕" };
const STATE_NAME = { open: "waits", accepted: "accepted", rejected: "rejected" };

function rowOf(item, selected) {
  return make("li", {
    role: "option", id: "row-" + item.key, "data-key": item.key, class: item.status,
    "aria-selected": selected ? "true" : "false", title: item.before ? "accepted before by " + item.before : null,
  },
    make("span", { class: "state", "aria-label": STATE_NAME[item.status] }, STATE[item.status]),
    han(item.label, "span", { class: "label" }),
    make("span", { class: "where" }, item.article),
    han(item.brief, "span", { class: "brief" }));
}

function groupsOf(items) {
  const causes = new Map();
  for (const item of items) {
    if (!causes.has(item.cause)) causes.set(item.cause, new Map());
    const groups = causes.get(item.cause);
    if (!groups.has(item.group)) groups.set(item.group, []);
    groups.get(item.group).push(item);
  }
  return causes;
}

function drawCause(groups, current) {
  const first = groups.values().next().value[0];
  const all = [...groups.values()].flat();
  const articles = new Set(all.map((item) => item.article)).size;
  const section = make("section", { class: "cause" },
    make("h2", {}, make("span", { class: "what" }, first.what),
      make("span", { class: "articles" }, articles + (articles === 1 ? " article" : " articles")),
      first.subject ? make("code", {}, first.subject) : null));
  for (const [name, items] of groups) {
    section.append(make("button", {
      type: "button", class: "group", "data-group": name, "aria-current": name === current ? "true" : "false",
    },
      make("span", { class: "name" }, items[0].kind + " ", make("span", { class: "class" }, items[0].change)),
      make("span", { class: "left" })));
  }
  return section;
}

// Ids of rules may be broken behind a dot or an underscore, and nowhere else.
function drawValue(field, side) {
  const cell = han("", "td", { class: side });
  cell.textContent = "";
  if (field.name !== "rules") cell.append(...(field[side] ? [field[side]] : []));
  else field[side].split(/(?<=[._])/).forEach((part) => cell.append(part, make("wbr")));
  return cell;
}

function drawFields(detail) {
  const body = make("tbody", {});
  for (const field of detail.fields) {
    body.append(make("tr", { class: field.changed ? "changed" : "" },
      make("th", { scope: "row" }, field.name),
      drawValue(field, "old"), drawValue(field, "new")));
  }
  return make("table", { class: "fields" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "field"),
      make("th", { scope: "col" }, detail.change === "added" ? "accepted: nothing" : "accepted"),
      make("th", { scope: "col" }, detail.change === "removed" ? "new: nothing" : "new"))), body);
}

const SIGN = { same: " ", old: "−", new: "+" };

function drawDiff(rows) {
  const box = make("div", { class: "diff" });
  for (const row of rows) {
    const line = make("div", { class: "line " + row.op }, make("span", { class: "sign" }, SIGN[row.op]));
    const code = make("code", {});
    for (const [text, differs] of row.parts) code.append(differs ? make("mark", {}, text) : text);
    line.append(code);
    box.append(line);
  }
  return box;
}

function drawRule(rule) {
  return make("section", { class: "rule" },
    make("h3", {}, make("code", {}, rule.id), " ", make("span", { class: "rule-state " + rule.state }, rule.state)),
    rule.why ? make("p", { class: "why" }, rule.why) : null,
    rule.place ? make("p", { class: "place" }, rule.place) : null,
    rule.diff.length ? drawDiff(rule.diff) : null);
}

function drawArticle(detail) {
  const head = make("header", {},
    detail.text.missing && detail.head.headline ? han(detail.head.headline, "h3") : null,
    han([detail.head.publisher, detail.head.published, detail.article].filter(Boolean).join(" · "), "p"));
  const box = make("section", { class: "text", tabindex: "0", "aria-label": "The article" }, head);
  if (detail.text.missing) {
    box.append(make("p", { class: "note" }, "The article is not in the corpus; name its folder with --corpus."));
    return box;
  }
  if (detail.text.lost.length) {
    box.append(make("p", { class: "note" }, "No longer in the text: ", han(detail.text.lost.join("、"))));
  }
  const text = han("", "div", { class: "running" });
  let paragraph = make("p", {});
  const close = () => {
    const words = paragraph.textContent.replace(/^#+\s*|\s+$/g, "");
    if (words === detail.head.headline) paragraph.className = "headline";
    else if (paragraph.textContent.startsWith("#")) paragraph.className = "heading";
    if (words) text.append(paragraph);
    paragraph = make("p", {});
  };
  for (const [words, mark] of detail.text.segments) {
    words.split("\n").forEach((line, index) => {
      if (index > 0) close();
      if (line) paragraph.append(mark ? make("mark", { class: mark }, line) : line);
    });
  }
  close();
  box.append(text);
  return box;
}

function drawDetail(detail, actions) {
  const title = make("div", { class: "title" },
    make("div", { class: "crumbs" }, badge(detail.change), make("span", {}, detail.kind),
      make("span", { class: "cause-name" }, detail.cause),
      detail.before ? make("span", { class: "before" }, "accepted before: " + detail.before) : null),
    han(detail.label, "h2"));
  const status = make("p", { class: "verdict " + detail.status, id: "verdict" });
  const side = make("div", { class: "side" }, make("h3", { class: "caption" }, "Fields"), drawFields(detail));
  if (detail.evidence.length) side.append(make("h3", { class: "caption" }, "What changed"), ...detail.evidence.map(drawRule));
  if (detail.rules.length) side.append(make("h3", { class: "caption" }, "Rule"), ...detail.rules.map(drawRule));
  return [title, make("div", { class: "actions" }, ...actions, status),
    make("div", { class: "panes" }, make("div", { class: "reading" }, make("div", { class: "legend" },
      make("mark", { class: "old" }, "accepted only"), make("mark", { class: "new" }, "new only"),
      make("mark", { class: "both" }, "both")), drawArticle(detail)), side)];
}
