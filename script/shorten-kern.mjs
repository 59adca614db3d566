// Makes site/static/vendor/kern/kern-forms.css from KERN's own kern.css: the rules of the form parts, and the
// custom properties that these rules use. Only a developer who takes a newer KERN needs it; see README.md there.
//
//     npm pack @kern-ux/native@2.7.2 && tar xzf kern-ux-native-2.7.2.tgz
//     npm install purgecss@7.0.2
//     node script/shorten-kern.mjs package/dist/kern.css > site/static/vendor/kern/kern-forms.css

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const fromHere = createRequire(join(process.cwd(), "package.json"));
const { PurgeCSS } = await import(fromHere.resolve("purgecss"));
const postcss = fromHere("postcss");

const OUR_CLASSES = `
    kern-alert kern-alert--info kern-alert--success kern-alert--warning kern-alert--danger kern-title
    kern-error kern-hint kern-label kern-label__optional kern-sr-only
    kern-fieldset kern-fieldset__body kern-fieldset--error
    kern-form-check kern-form-check__radio kern-form-check__checkbox
    kern-form-input kern-form-input--error kern-form-input__input kern-form-input__input--error
    kern-form-input__select`;

// Without :is(body…) on this list every *-contextual property is empty, links turn blue and dark mode breaks,
// and nothing says so.
const NEEDED = [/^:is/, /body/, /kern-level/, /kern-layer/];
const NEEDED_PROPERTIES = [/^--kern-color-action-default(-contextual)?$/];
const OTHER_PARTS = /kern-(badge|body|button|card|dialog|divider|dropdown|icon|link|list|loader|progress|summary|table|task-list)/;

// What KERN says about every element and about <body> is our own base layer's business.
const GLOBAL_RULES = /^(html|body|\*)/;
const UNUSED_LEVELS = /^\.kern-(level-[12]|layer$)/;

const [{ css }] = await new PurgeCSS().purge({
    content: [{ raw: `body ${OUR_CLASSES}`, extension: "txt" }],
    css: [{ raw: readFileSync(process.argv[2], "utf8") }],
    variables: true,
    keyframes: true,
    fontFace: true,
    safelist: { greedy: NEEDED, variables: NEEDED_PROPERTIES },
    blocklist: [OTHER_PARTS],
});

const sheet = postcss.parse(css);
sheet.walkAtRules("charset", (rule) => rule.remove());
sheet.walkComments((comment) => comment.remove());
sheet.walkRules((rule) => {
    const kept = rule.selectors.filter(
        (selector) => !GLOBAL_RULES.test(selector) && !UNUSED_LEVELS.test(selector) && !OTHER_PARTS.test(selector),
    );
    if (kept.length) rule.selectors = kept;
    else rule.remove();
});
for (const kind of ["rule", "atrule"]) {
    sheet.walk((node) => {
        if (node.type === kind && node.nodes?.length === 0) node.remove();
    });
}

const head = `/*!
 * KERN UX 2.7.2 (@kern-ux/native), licence EUPL-1.2, see LICENSE.md beside this file.
 * Shortened by script/shorten-kern.mjs: form parts only. Do not edit by hand.
 */
`;
process.stdout.write(head + sheet.toString().replace(/\n\s*\n+/g, "\n").trim() + "\n");
