/**
 * Loaded between Mermaid and Material's script: lends Material's colours to marks that its own style no longer finds.
 *
 * Material names arrowheads and numbers of sequence diagrams by their whole id; Mermaid 11 puts the diagram's id before
 * it. Without this they keep Mermaid's dark grey, which nobody sees on a dark page.
 */

import { withMarks } from "./marks";

const mermaid = window.mermaid;
if (mermaid) {
  const initialize = mermaid.initialize.bind(mermaid);
  mermaid.initialize = (config) => initialize(withMarks(config));
}
