// What must not be on any page, whoever wrote its texts: said in words, one for each thing found.
(allowed) => {
  const wrong = [];
  const say = (what, element) => wrong.push(`${what}: ${element ? element.outerHTML.slice(0, 160) : ""}`);
  const count = (selector) => document.querySelectorAll(selector).length;
  const tags = new Set(allowed.tags);
  const ours = (url) => url.origin === location.origin;
  for (const element of document.querySelectorAll("*")) {
    const tag = element.localName;
    if (!tags.has(tag)) say("element", element);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "srcdoc" || name === "formaction") say("handler", element);
      if (name === "style" && /position|url\(|animation|expression|content:/i.test(value)) say("style", element);
      if (["src", "href", "xlink:href", "data", "poster", "background", "action", "srcset"].includes(name)) {
        const url = new URL(value, location.href);
        const leads = tag === "a" && ["http:", "https:", "mailto:"].includes(url.protocol);
        const loads = ours(url) || (tag === "img" && url.protocol === "data:");
        if (!leads && !loads) say("address", element);
      }
    }
    if (tag === "a" && /^__(?!codelineno)/.test(element.name)) say("name", element);
    if (element.id.startsWith("__") && !new RegExp(allowed.ids).test(element.id)) say("id", element);
    if (element.hasAttribute("name") && !["a", "details"].includes(tag) && !/^(__|viewport$|description$|generator$|robots$|author$|theme-color$|color-scheme$)/.test(element.getAttribute("name"))) say("name", element);
  }
  for (const meta of document.querySelectorAll("meta[http-equiv]")) {
    if (meta.httpEquiv !== "Content-Security-Policy" || meta.content !== allowed.policy) say("meta", meta);
  }
  if (count("meta[http-equiv]") !== 1) say("no policy, or two");
  for (const form of document.forms) if (!form.matches(".md-header__option")) say("form", form);
  for (const script of document.scripts) {
    if (!script.src && script.type !== "application/json" && !allowed.scripts.some((start) => script.text.startsWith(start))) say("script", script);
  }
  for (const [selector, number] of Object.entries({
    main: 1, header: null, ".md-container": 1, ".md-footer": 1, ".md-content": 1, "#__config": 1, "#__drawer": 1, "#__search": 1,
    "body > .md-container > .md-footer": 1, "body > header.md-header": 1, title: null, "head title": 1, dialog: null,
  })) {
    if (number !== null && count(selector) !== number) say(`${count(selector)} of ${selector}`);
  }
  if (document.querySelector("#__config")?.localName !== "script") say("the theme's configuration was replaced");
  if (!(document.body instanceof HTMLBodyElement) || typeof document.querySelector !== "function") say("document was clobbered");
  if (document.documentElement.outerHTML.includes(allowed.product)) say("a template's expression was worked out");
  const hidden = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
  for (const name of document.querySelectorAll("title, h1, .md-nav__link, .md-tabs__link, .hl-ref, .hl-place, .hl-search__title, .hl-explorer__title a")) {
    if (hidden.test(name.textContent)) say("invisible characters in a name", name);
  }
  return wrong;
};
