// SPDX-License-Identifier: GPL-3.0-or-later
// Elements of the page, made so that a name can never become markup: children are nodes or texts.

/// An element. Names that begin with "on" are listeners; true and false say whether an attribute is there.
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
};

export const byId = id => document.getElementById(id);

let last = 0;

/// An id that no other element has.
export const freshId = () => `e${last += 1}`;

/// Sets a text only if it is another one, so that nothing is announced or painted for nothing.
export const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

const told = new WeakMap();

/// Puts other children into an element, unless they say the same as before.
export const setChildren = (element, children) => {
  const says = children.map(child => child.outerHTML ?? child).join("\n");
  if (told.get(element) === says) return;
  told.set(element, says);
  element.replaceChildren(...children);
};

/// A list of choices with a label in front.
export const choice = (label, options, chosen, changed, attributes = {}) => {
  const select = make("select", {...attributes, onchange: event => changed(event.target.value)},
    ...options.map(({value, words}) => make("option", {value, selected: value === chosen}, words ?? value)));
  return make("label", {class: "choice"}, label, " ", select);
};

/// A button that puts a text on the clipboard and says that it did.
export const copyButton = (words, text) => {
  const button = make("button", {
    type: "button", class: "plain",
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(text());
        setText(button, "Copied");
      } catch {
        setText(button, "Not allowed here: mark the text and copy it");
      }
      setTimeout(() => setText(button, words), 2_000);
    }
  }, words);
  return button;
};
