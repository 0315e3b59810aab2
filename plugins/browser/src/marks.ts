/** The colours of a diagram's arrowheads and numbers, added to what a theme tells Mermaid. */

const LINE = "var(--md-mermaid-sequence-message-line-color)";
const MARKS =
  `[id$="-arrowhead"] path,[id$="-filled-head"] path{fill:${LINE};stroke:none}` +
  `[id$="-crosshead"] path{stroke:${LINE}}` +
  `[id$="-sequencenumber"] circle{fill:var(--md-mermaid-sequence-number-bg-color)}`;

/** The configuration with our style behind the theme's own; a configuration without one is left alone. */
export function withMarks(config: MermaidConfig): MermaidConfig {
  return config.themeCSS === undefined ? config : { ...config, themeCSS: config.themeCSS + MARKS };
}
