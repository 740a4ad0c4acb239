// Runs before the theme's own script. Takes away its single-key shortcuts (WCAG 2.1.4), and makes the menu and the
// search, which the theme draws as labels of hidden boxes, into buttons for keyboard and screen reader (2.1.1, 4.1.2).
"use strict";

const SHORTCUT = /^[a-z.,/]$/i;

window.addEventListener(
  "keydown",
  (event) => {
    const written = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (SHORTCUT.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && !written) {
      event.stopImmediatePropagation();
    }
  },
  true,
);

// Replace a label by a button that does the same; the theme's styles know it by its classes and its `for`.
function asButton(label, name) {
  const box = document.getElementById(label.getAttribute("for"));
  if (!box) return null; // the theme's title of a menu that is always open
  const button = document.createElement("button");
  for (const { name: key, value } of label.attributes) button.setAttribute(key, value);
  button.type = "button";
  if (name) button.setAttribute("aria-label", name);
  button.append(...label.childNodes);
  const tell = () => button.setAttribute("aria-expanded", String(box.checked));
  button.addEventListener("click", () => box.click());
  box.addEventListener("change", tell);
  tell();
  label.replaceWith(button);
  return button;
}

const menuBox = document.getElementById("__drawer");
const searchBox = document.getElementById("__search");

const menuLabel = document.querySelector('label.md-header__button[for="__drawer"]:not(.md-logo)');
if (menuLabel) {
  const menu = asButton(menuLabel, "Meny");
  const panel = document.querySelector(".md-sidebar--primary");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "kb-close";
  close.textContent = "Stäng menyn";
  close.addEventListener("click", () => menuBox.click());
  panel?.querySelector(".md-sidebar__inner")?.prepend(close);
  menuBox.addEventListener("change", () => {
    if (menuBox.checked) window.setTimeout(() => close.focus(), 300);
    else menu.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menuBox.checked) menuBox.click();
  });
}

const searchLabel = document.querySelector('label.md-header__button[for="__search"]');
if (searchLabel) {
  const find = asButton(searchLabel, "Sök");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && searchBox.checked) window.setTimeout(() => find.focus(), 0);
  });
}
document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Sök i handboken");
document.querySelector(".md-search-result__meta")?.setAttribute("role", "status"); // how many it found (4.1.3)

// What is a button on a small screen only stays a label on a large one, where it does nothing.
function whenNarrow(width, change) {
  const media = window.matchMedia(`(max-width: ${width})`);
  if (media.matches) change();
  else media.addEventListener("change", change, { once: true });
}

whenNarrow("59.984375em", () => {
  for (const label of document.querySelectorAll("label.md-search__icon[for]")) asButton(label, "Stäng sökningen");
});

whenNarrow("76.1875em", () => {
  for (const label of document.querySelectorAll("label:is(.md-nav__title, .md-nav__link)[for]")) {
    if (label.getAttribute("for") === "__drawer") continue; // holds a link; the menu has a button of its own
    const id = label.getAttribute("for");
    const opens = label.classList.contains("md-nav__link");
    const name = label.textContent.trim() || label.parentElement.textContent.trim();
    const button = asButton(label, opens ? `Visa mer: ${name}` : `Tillbaka från ${name}`);
    if (!button) continue;
    const other = opens ? ".md-nav__title" : ".md-nav__link";
    button.addEventListener("click", () => {
      window.setTimeout(() => document.querySelector(`button${other}[for="${id}"]`)?.focus(), 300);
    });
  }
});
