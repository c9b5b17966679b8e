// The review page: what is selected, what the keys do, what is sent to the server. Drawing is in parts.js.
"use strict";

const $ = (id) => document.getElementById(id);
const KEYS = [
  ["j", "next change"], ["k", "the one before"], ["a", "accept"], ["r", "reject, with a reason"],
  ["s", "skip"], ["u", "undo"], ["J", "next group"], ["K", "the group before"],
  ["A", "accept all that waits in this group"], ["R", "reject all that waits in this group"],
  ["e", "make a rejected change an example of its rule"], ["g", "make a rejected change a line of gold"],
  ["?", "this help"],
];
let items = [];
let byKey = new Map();
let groups = [];
let members = new Map();
let group = "";
let key = "";
let asked = [];
let queue = Promise.resolve();
const done = [];  // what undo shows at once: the rows as they were before each decision
const details = new Map();

async function call(path, body) {
  const request = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  const answer = await fetch("/api/" + path, { credentials: "same-origin", ...request });
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.error);
  return content;
}

function say(text, wrong = false) {
  $("saying").textContent = text;
  $("saying").title = text;
  $("saying").classList.toggle("wrong", wrong);
}

function index() {
  byKey = new Map(items.map((item) => [item.key, item]));
  members = new Map();
  for (const item of items) {
    if (!members.has(item.group)) members.set(item.group, []);
    members.get(item.group).push(item);
  }
}

function drawGroups() {
  const nav = $("groups");
  nav.replaceChildren();
  groups = [];
  for (const [, inside] of groupsOf(items)) {
    nav.append(drawCause(inside, group));
    groups.push(...inside.keys());
  }
  nav.querySelectorAll("button.group").forEach((button) => {
    button.addEventListener("click", () => openGroup(button.dataset.group));
  });
  count();
}

function count() {
  let accepted = 0, rejected = 0;
  for (const item of items) {
    accepted += item.status === "accepted";
    rejected += item.status === "rejected";
  }
  const left = items.length - accepted - rejected;
  const wait = left === 1 ? " waits" : " wait";
  $("counts").textContent = left + wait + " · " + accepted + " accepted · " + rejected + " rejected";
  $("progress").setAttribute("aria-valuemax", items.length);
  $("progress").setAttribute("aria-valuenow", accepted + rejected);
  $("bar-accepted").style.flexGrow = accepted;
  $("bar-rejected").style.flexGrow = rejected;
  $("progress").style.setProperty("--left", left);
  document.title = left ? left + " · Review" : "Review";
  $("groups").querySelectorAll("button.group").forEach((button) => {
    const listed = members.get(button.dataset.group);
    const open = listed.filter((item) => item.status === "open").length;
    button.querySelector(".left").textContent = open === listed.length ? open : open ? open + " / " + listed.length : "✓";
    button.classList.toggle("done", open === 0);
    button.setAttribute("aria-current", button.dataset.group === group ? "true" : "false");
  });
  drawBulk();
}

function drawBulk() {
  const listed = members.get(group) || [];
  const open = listed.filter((item) => item.status === "open").length;
  const bulk = $("bulk");
  bulk.replaceChildren(make("p", {}, open ? open + (open === 1 ? " waits here" : " wait here") : "All decided here"));
  if (!open) return;
  const accept = make("button", { type: "button", class: "accept", id: "accept-group" }, "Accept all ", make("kbd", {}, "A"));
  const reject = make("button", { type: "button", class: "reject", id: "reject-group" }, "Reject all ", make("kbd", {}, "R"));
  accept.addEventListener("click", acceptGroup);
  reject.addEventListener("click", rejectGroup);
  bulk.append(make("div", {}, accept, reject));
}

function drawList() {
  const list = $("list");
  const rows = document.createDocumentFragment();
  for (const item of members.get(group) || []) rows.append(rowOf(item, item.key === key));
  list.replaceChildren(rows);
}

function openGroup(name, wanted) {
  group = name;
  const listed = members.get(name) || [];
  const chosen = wanted || (listed.find((item) => item.status === "open") || listed[0]);
  key = chosen ? chosen.key : "";
  drawList();
  count();
  select(key);
  const button = $("groups").querySelector('[aria-current="true"]');
  if (button) button.scrollIntoView({ block: "nearest" });
}

function select(wanted) {
  const list = $("list");
  const before = $("row-" + key);
  if (before) before.setAttribute("aria-selected", "false");
  key = wanted;
  const row = $("row-" + key);
  if (!row) return;
  row.setAttribute("aria-selected", "true");
  row.scrollIntoView({ block: "nearest" });
  list.setAttribute("aria-activedescendant", row.id);
  showDetail();
}

async function fetchDetail(wanted) {
  if (!details.has(wanted)) {
    details.set(wanted, call("change?key=" + encodeURIComponent(wanted)));
    if (details.size > 200) details.delete(details.keys().next().value);
  }
  return details.get(wanted);
}

async function showDetail() {
  const wanted = key;
  let found;
  try {
    found = await fetchDetail(wanted);
  } catch (error) {
    details.delete(wanted);
    say(error.message, true);
    return;
  }
  if (wanted !== key) return;
  const item = byKey.get(key);
  const box = $("detail");
  box.dataset.key = key;
  box.replaceChildren(...drawDetail({ ...found, status: item.status }, buttonsFor(item)));
  drawVerdict(item);
  const text = box.querySelector(".text");
  const mark = box.querySelector(".running mark.old, .running mark.new") || box.querySelector(".running mark");
  if (mark) text.scrollTop = mark.offsetTop - text.clientHeight / 3;
  const next = neighbour(1);
  if (next) fetchDetail(next.key).catch(() => details.delete(next.key));
}

function buttonsFor(item) {
  const one = (name, label, letter, does) => {
    const button = make("button", { type: "button", class: name, id: "do-" + name }, label + " ", make("kbd", {}, letter));
    button.addEventListener("click", does);
    return button;
  };
  const listed = [];
  if (item.status !== "accepted") listed.push(one("accept", "Accept", "a", accept));
  if (item.status !== "accepted") listed.push(one("reject", item.status === "rejected" ? "Reason" : "Reject", "r", reject));
  listed.push(one("skip", "Skip", "s", skip));
  if (item.status === "rejected") {
    listed.push(one("example", "Make an example", "e", () => turn("example")));
    listed.push(one("gold", "Make gold", "g", () => turn("gold")));
  }
  return listed;
}

function drawVerdict(item) {
  const verdict = $("verdict");
  if (!verdict) return;
  verdict.className = "verdict " + item.status;
  verdict.textContent = item.status === "open" ? "" : item.status + (item.reason ? ": " + item.reason : "");
}

function neighbour(step) {
  const listed = members.get(group) || [];
  return listed[listed.findIndex((item) => item.key === key) + step];
}

function move(step) {
  const next = neighbour(step);
  if (next) select(next.key);
  else moveGroup(step);
}

function moveGroup(step) {
  const name = groups[groups.indexOf(group) + step];
  if (name === undefined) {
    say(step > 0 ? "that was the last one" : "that was the first one");
    return;
  }
  const listed = members.get(name);
  openGroup(name, step < 0 ? listed[listed.length - 1] : undefined);
}

// The next change that waits: behind this one in its group, else before it, else in the groups that follow.
function advance() {
  const listed = members.get(group) || [];
  const at = listed.findIndex((item) => item.key === key);
  const here = [...listed.slice(at + 1), ...listed.slice(0, at)].find((item) => item.status === "open");
  if (here) {
    select(here.key);
    return;
  }
  const from = groups.indexOf(group);
  const name = [...groups.slice(from + 1), ...groups.slice(0, from)].find(
    (one) => members.get(one).some((item) => item.status === "open"));
  if (name !== undefined) openGroup(name);
  else {
    say("nothing waits any more");
    showDetail();
  }
}

function update(rows) {
  for (const row of rows) {
    const item = byKey.get(row.key);
    if (!item) continue;
    Object.assign(item, row);
    const shown = $("row-" + row.key);
    if (shown) shown.replaceWith(rowOf(item, row.key === key));
  }
  count();
}

// The page shows a decision at once; the server is told in order, and what it refuses is taken back.
function decide(verb, keys, reason) {
  const before = keys.map((one) => ({ ...byKey.get(one) }));
  const status = verb === "accept" ? "accepted" : "rejected";
  update(keys.map((one) => ({ key: one, status, reason })));
  say("");
  done.push(before);
  queue = queue.then(() => call(verb, { keys, reason })).then(
    (answer) => { update(answer.items); say(answer.message); },
    (error) => {
      done.splice(done.indexOf(before), 1);
      update(before);
      say(error.message, true);
      return call("changes").then((answer) => update(answer.items));
    });
  return queue;
}

function accept() {
  const item = byKey.get(key);
  if (!item || item.status === "accepted") return;
  decide("accept", [key], "");
  advance();
}

function waitingHere() {
  return (members.get(group) || []).filter((item) => item.status === "open").map((item) => item.key);
}

function acceptGroup() {
  const keys = waitingHere();
  if (!keys.length) return;
  decide("accept", keys, "");
  advance();
}

function ask(keys) {
  if (!keys.length) return;
  asked = keys;
  const one = byKey.get(keys[0]);
  $("asking-title").textContent = keys.length === 1 ? "Reject this change" : "Reject " + keys.length + " changes";
  $("asking-what").textContent = keys.length === 1 ? one.label + "　" + one.brief : one.group;
  $("reason").value = keys.length === 1 ? one.reason : "";
  $("asking").showModal();
  $("reason").focus();
}

const reject = () => { if (byKey.has(key) && byKey.get(key).status !== "accepted") ask([key]); };
const rejectGroup = () => ask(waitingHere());
const skip = () => move(1);

function show(rows) {
  update(rows);
  const first = rows.find((row) => byKey.has(row.key));
  if (!first) return;
  const item = byKey.get(first.key);
  if (item.group === group) select(item.key);
  else openGroup(item.group, item);
}

function undo() {
  const before = done.pop();
  const after = before && before.map((row) => ({ ...byKey.get(row.key) }));
  if (before) show(before);
  queue = queue.then(() => call("undo", {})).then((answer) => {
    if (before) update(answer.items);
    else show(answer.items);
    say(answer.message);
  }, (error) => {
    if (after) { done.push(before); update(after); }
    say(error.message, true);
  });
  return queue;
}

function turn(verb) {
  const item = byKey.get(key);
  if (!item || item.status !== "rejected") {
    say("only a rejected change becomes an example or gold", true);
    return;
  }
  const keys = [key];
  queue = queue.then(() => call(verb, { keys })).then(
    (answer) => say(answer.message), (error) => say(error.message, true));
}

const DOES = {
  j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
  a: accept, r: reject, s: skip, u: undo, J: () => moveGroup(1), K: () => moveGroup(-1),
  A: acceptGroup, R: rejectGroup, e: () => turn("example"), g: () => turn("gold"), "?": () => $("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) {
    if (event.key === "?" && $("keys").open) { $("keys").close(); event.preventDefault(); }
    return;
  }
  const does = DOES[event.key];
  if (does) {
    event.preventDefault();
    does();
  }
});

$("asking-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const keys = asked;
  asked = [];
  $("asking").close();
  if (!keys.length) return;
  decide("reject", keys, $("reason").value.trim());
  advance();
});
$("asking-cancel").addEventListener("click", () => $("asking").close());
$("keys-close").addEventListener("click", () => $("keys").close());
$("help").addEventListener("click", () => $("keys").showModal());
$("undo").addEventListener("click", undo);
$("list").addEventListener("click", (event) => {
  const row = event.target.closest("li");
  if (row) select(row.dataset.key);
});
for (const [letter, meaning] of KEYS) $("keys-list").append(make("dt", {}, make("kbd", {}, letter)), make("dd", {}, meaning));

call("changes").then((answer) => {
  items = answer.items;
  index();
  drawGroups();
  const first = groups.find((name) => members.get(name).some((item) => item.status === "open")) || groups[0];
  if (first === undefined) say("nothing differs: the run equals the accepted output");
  else openGroup(first);
  document.body.dataset.ready = "yes";
}, (error) => say(error.message, true));
