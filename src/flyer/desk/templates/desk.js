"use strict";

// Makes the pages quicker: results while typing, keys, news of other desks. Every form works without it.

document.documentElement.classList.add("scripted");

const $ = (id) => document.getElementById(id);
const onDesk = () => Boolean($("search"));
const regions = ["told", "results", "person"];
const everywhere = ["counts", "printers", "device"];

let latest = 0; // the newest question; answers to older ones are dropped
let timer = 0;
let answering = Promise.resolve();
let shown = new URLSearchParams(location.search).get("person") ?? ""; // who was last asked for by name
let chosen = isOver(location.search) ? "" : shown; // whom staff have chosen, by arrow, click or form
let busy = false;

function isOver(url) {
  return /told=(arrived|printing|left|already|came-out)/.test(url);
}

function swap(page, ids) {
  for (const id of ids) {
    const old = $(id);
    const fresh = page.getElementById(id);
    if (old && fresh && old.outerHTML !== fresh.outerHTML && !isWrittenIn(old)) old.replaceWith(fresh);
  }
}

function isWrittenIn(region) {
  const active = document.activeElement;
  return region.contains(active) && active.matches("input, select, textarea");
}

async function parsed(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function ask(person, ids) {
  const mine = ++latest;
  shown = person;
  const query = new URLSearchParams({ q: $("q").value });
  if (person) query.set("person", person);
  try {
    const page = await parsed(await fetch(`/?${query}`));
    if (mine === latest) swap(page, [...ids, ...everywhere]);
    $("line").hidden = true;
  } catch {
    $("line").hidden = false;
  }
}

function look(person = "", ids = regions) {
  clearTimeout(timer);
  timer = 0;
  answering = ask(person, ids);
  return answering;
}

async function answered() {
  let last;
  do {
    last = answering;
    await last;
  } while (last !== answering);
}

function typed() {
  chosen = "";
  clearTimeout(timer);
  timer = setTimeout(look, 40);
}

function isNarrow() {
  return matchMedia("(max-width: 50rem)").matches;
}

function choose(person) {
  chosen = person;
  return look(person, ["results", "person"]);
}

function move(step) {
  const links = [...document.querySelectorAll("#results a[data-person]")];
  if (!links.length) return;
  const at = links.findIndex((link) => link.dataset.person === chosen);
  const link = links[Math.min(Math.max(at + step, 0), links.length - 1)];
  link.scrollIntoView({ block: "nearest" });
  choose(link.dataset.person);
}

async function enter() {
  const field = $("q");
  if (/^BEGIN:VCARD/i.test(field.value) && !/END:VCARD/i.test(field.value)) {
    field.value += " "; // a scanner ends each line of a card with Enter
    return;
  }
  const before = chosen;
  if (timer) look(chosen);
  await answered();
  if (chosen !== before) return;
  const found = document.querySelector("#results a[data-person]");
  const meant = chosen || ($("results").dataset.sure === "1" && found ? found.dataset.person : "");
  if (!meant) {
    move(1);
    return;
  }
  if ($("person").dataset.person !== meant) return;
  const form = document.querySelector("#person form.primary");
  const reason = document.querySelector("#person [name=reason]");
  const paper = document.querySelector("#person [data-paper]");
  if (paper) print(paper.dataset.paper);
  else if (form) form.requestSubmit();
  else if (reason) reason.focus();
}

async function submit(form, submitter) {
  if (busy) return;
  busy = true;
  clearTimeout(timer);
  timer = 0;
  latest++;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, submitter)) });
    arrive(await parsed(answer), answer.redirected ? answer.url : "");
    $("line").hidden = true;
  } catch {
    $("line").hidden = false;
  } finally {
    busy = false;
  }
}

function arrive(page, url) {
  if (!page.querySelector("main")) return;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  swap(page, everywhere);
  document.title = page.title;
  if (url) history.replaceState(null, "", url);
  shown = $("person")?.dataset.person ?? "";
  chosen = isOver(url) ? "" : shown;
  settle(url);
}

function settle(url) {
  const field = url.includes("told=reason") ? document.querySelector("#person [name=reason]") : $("q");
  (field ?? document.querySelector("[autofocus]"))?.focus();
  const paper = document.querySelector("a[data-paper]");
  if (paper && url.includes("told=printing")) print(paper.dataset.paper);
  previewWritten();
}

function print(address) {
  $("paper")?.remove();
  const frame = document.createElement("iframe");
  frame.id = "paper";
  frame.tabIndex = -1;
  frame.onload = () => frame.contentWindow.print();
  frame.src = address;
  document.body.append(frame);
}

let previewed = 0;

async function preview(form) {
  const mine = ++previewed;
  const sent = { method: "POST", body: new URLSearchParams(new FormData(form)) };
  const answer = await fetch("/preview", sent).catch(() => null);
  $("line").hidden = Boolean(answer);
  if (!answer) return;
  const [image, said] = [document.querySelector("#preview img"), document.querySelector("#preview p")];
  if (mine !== previewed || !image) return;
  if (answer.ok) {
    URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(await answer.blob());
  } else {
    said.textContent = answer.status === 422 ? await answer.text() : "";
  }
  image.hidden = !answer.ok;
  said.hidden = answer.ok || !said.textContent;
}

function previewWritten() {
  const form = $("written");
  if (form?.elements.first_name.value || form?.elements.last_name.value) preview(form);
}

let waiting = 0;

function hear() {
  clearTimeout(waiting);
  waiting = setTimeout(news, onDesk() ? 100 : 1500); // lists are long
}

async function news() {
  if (busy || timer) {
    hear();
    return;
  }
  if (onDesk()) {
    look(shown, ["results", "person"]);
    return;
  }
  const answer = await fetch(location.href).catch(() => null);
  if (answer) swap(await parsed(answer), [...everywhere, "entries"]);
}

document.addEventListener("input", (event) => {
  if (event.target.id === "q") typed();
  const form = event.target.closest("#written");
  if (form) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = 0;
      preview(form);
    }, 150);
  }
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.id === "search") enter();
  else submit(event.target, event.submitter);
});

document.addEventListener("change", (event) => {
  if (event.target.name === "printer") event.target.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("#results a[data-person]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(link.dataset.person).then(() => {
    $("q").focus({ preventScroll: true });
    if (isNarrow()) $("person").scrollIntoView();
  });
});

document.addEventListener("keydown", (event) => {
  if (!onDesk()) {
    if (event.key === "Escape" && !$("written")) location.assign("/");
    return;
  }
  const field = $("q");
  const inField = document.activeElement === field;
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && inField) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    event.preventDefault();
    field.value = "";
    chosen = "";
    field.focus();
    look();
  } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (!document.activeElement.matches("input, select, button, a")) field.focus();
  }
});

let source;

function listen() {
  if (document.hidden) return; // a browser has few lines for all its pages
  source?.close();
  source = new EventSource("/events");
  source.addEventListener("change", hear);
  source.addEventListener("open", () => ($("line").hidden = true));
  source.addEventListener("error", () => {
    $("line").hidden = false;
    if (source.readyState === EventSource.CLOSED) refused();
  });
}

async function refused() {
  setTimeout(listen, 3000);
  const answer = await fetch("/").catch(() => null);
  if (answer?.redirected) location.replace(answer.url); // this device was locked out
}

document.addEventListener("visibilitychange", () => (document.hidden ? source?.close() : listen()));

listen();
if (onDesk()) settle("");
else previewWritten();
